namespace Ml.Net.Mlp.Tests.Offline;

public sealed partial class StandInImportanceGoldenTests
{
    private const string Golden = """
        ## multiclass
        feature
        LogLoss: 0.041129873310172205 ± 0 of 1
        LogLossReduction: -0.03743802407311103 ± 0 of 1
        MacroAccuracy: 0.020000000000000018 ± 0 of 1
        MicroAccuracy: 0.020000000000000018 ± 0 of 1
        PerClassLogLoss: 0.052800849561528425 0.0016084085596522746 0.06898036180933559
        TopKAccuracy: 0 ± 0 of 1
        feature
        LogLoss: 0.03183201591708634 ± 0 of 1
        LogLossReduction: -0.02897474955034185 ± 0 of 1
        MacroAccuracy: -0.040000000000000036 ± 0 of 1
        MicroAccuracy: -0.040000000000000036 ± 0 of 1
        PerClassLogLoss: 0.017353884665926078 0.07530980486351202 0.0028323582218207077
        TopKAccuracy: 0 ± 0 of 1
        feature
        LogLoss: 1.9458373834702272 ± 0 of 1
        LogLossReduction: -1.7711775150715283 ± 0 of 1
        MacroAccuracy: -0.48 ± 0 of 1
        MicroAccuracy: -0.48000000000000004 ± 0 of 1
        PerClassLogLoss: 3.1276086045953844 0.8665812408081088 1.843322305007195
        TopKAccuracy: 0 ± 0 of 1
        feature
        LogLoss: -0.000532604857714114 ± 0 of 1
        LogLossReduction: 0.00048479783378341246 ± 0 of 1
        MacroAccuracy: 0.00666666666666671 ± 0 of 1
        MicroAccuracy: 0.006666666666666599 ± 0 of 1
        PerClassLogLoss: -0.00023025615725115467 -0.0011925082218637861 -0.00017505019402735966
        TopKAccuracy: 0 ± 0 of 1

        ## multiclass, three permutations
        feature
        LogLoss: 0.030583204455813567 ± 0.01267377862818778 of 3
        LogLossReduction: -0.027838032371630222 ± 0.011536170456961429 of 3
        MacroAccuracy: 0.015555555555555545 ± 0.02694301256218249 of 3
        MicroAccuracy: 0.015555555555555545 ± 0.02694301256218249 of 3
        PerClassLogLoss: 0.05939959766224876 -0.019375168433329166 0.05172518413852106
        TopKAccuracy: 0 ± 0 of 3
        feature
        LogLoss: 0.03851918409079258 ± 0.0084591676952099 of 3
        LogLossReduction: -0.035061672337099815 ± 0.007699866260794594 of 3
        MacroAccuracy: -0.024444444444444453 ± 0.013877773329774246 of 3
        MicroAccuracy: -0.024444444444444453 ± 0.013877773329774246 of 3
        PerClassLogLoss: 0.040276544245548884 0.0781538933984806 -0.002872885371652053
        TopKAccuracy: 0 ± 0 of 3
        feature
        LogLoss: 2.192158912459907 ± 0.06544644382653698 of 3
        LogLossReduction: -1.9953890331206343 ± 0.059571920414143574 of 3
        MacroAccuracy: -0.5066666666666667 ± 0.01763834207376399 of 3
        MicroAccuracy: -0.5066666666666667 ± 0.01763834207376397 of 3
        PerClassLogLoss: 3.426652803326163 0.9949559374553416 2.1548679965982163
        TopKAccuracy: 0 ± 0 of 3
        feature
        LogLoss: 0.0012655859357968424 ± 0.001957375603398953 of 3
        LogLossReduction: -0.0011519859634295062 ± 0.0017816800554561303 of 3
        MacroAccuracy: 0 ± 0.00666666666666671 of 3
        MicroAccuracy: -3.686287386450715E-17 ± 0.006666666666666653 of 3
        PerClassLogLoss: 0.0001636952882820425 0.002128821866844229 0.0015042406522642235
        TopKAccuracy: 0 ± 0 of 3

        ## multiclass, 40 rows
        feature
        LogLoss: 0.03825940693734947 ± 0 of 1
        LogLossReduction: -0.034992204987052467 ± 0 of 1
        MacroAccuracy: -0.02051282051282055 ± 0 of 1
        MicroAccuracy: -0.01666666666666672 ± 0 of 1
        PerClassLogLoss: 0.06113039326887094 0.01305854449049737 0.05771229142075174
        TopKAccuracy: 0 ± 0 of 1
        feature
        LogLoss: 0.010596400011683382 ± 0 of 1
        LogLossReduction: -0.009798033074864487 ± 0 of 1
        MacroAccuracy: 0.00512820512820511 ± 0 of 1
        MicroAccuracy: 0.008333333333333304 ± 0 of 1
        PerClassLogLoss: 0.010013167233603959 0.04886323551353322 -0.008160023643276865
        TopKAccuracy: 0 ± 0 of 1
        feature
        LogLoss: 2.5060968282657043 ± 0 of 1
        LogLossReduction: -2.282583018644787 ± 0 of 1
        MacroAccuracy: -0.5168498168498168 ± 0 of 1
        MicroAccuracy: -0.5166666666666667 ± 0 of 1
        PerClassLogLoss: 3.4688545618564457 0.45902839350313007 3.5352315572472084
        TopKAccuracy: 0 ± 0 of 1
        feature
        LogLoss: -0.022200518167351135 ± 0 of 1
        LogLossReduction: 0.020071864908854598 ± 0 of 1
        MacroAccuracy: 0.00512820512820511 ± 0 of 1
        MicroAccuracy: 0.008333333333333304 ± 0 of 1
        PerClassLogLoss: 0.007814176983479443 -0.04415760103681443 -0.013684638143670408
        TopKAccuracy: 0 ± 0 of 1

        ## binary
        feature
        Accuracy: 0 ± 0 of 2
        AreaUnderPrecisionRecallCurve: 0 ± 0 of 2
        AreaUnderRocCurve: 0 ± 0 of 2
        F1Score: 0 ± 0 of 2
        NegativePrecision: 0 ± 0 of 2
        NegativeRecall: 0 ± 0 of 2
        PositivePrecision: 0 ± 0 of 2
        PositiveRecall: 0 ± 0 of 2
        feature
        Accuracy: 0 ± 0 of 2
        AreaUnderPrecisionRecallCurve: 0 ± 0 of 2
        AreaUnderRocCurve: 0 ± 0 of 2
        F1Score: 0 ± 0 of 2
        NegativePrecision: 0 ± 0 of 2
        NegativeRecall: 0 ± 0 of 2
        PositivePrecision: 0 ± 0 of 2
        PositiveRecall: 0 ± 0 of 2
        feature
        Accuracy: -0.48 ± 0.037712361663282463 of 2
        AreaUnderPrecisionRecallCurve: -0.7303988958988743 ± 0.019740515365515073 of 2
        AreaUnderRocCurve: -0.6145 ± 0.041719300090006343 of 2
        F1Score: -0.72 ± 0.05656854249492385 of 2
        NegativePrecision: -0.36 ± 0.028284271247461926 of 2
        NegativeRecall: -0.36 ± 0.028284271247461926 of 2
        PositivePrecision: -0.72 ± 0.05656854249492385 of 2
        PositiveRecall: -0.72 ± 0.05656854249492385 of 2
        feature
        Accuracy: 0 ± 0 of 2
        AreaUnderPrecisionRecallCurve: 0 ± 0 of 2
        AreaUnderRocCurve: 0 ± 0 of 2
        F1Score: 0 ± 0 of 2
        NegativePrecision: 0 ± 0 of 2
        NegativeRecall: 0 ± 0 of 2
        PositivePrecision: 0 ± 0 of 2
        PositiveRecall: 0 ± 0 of 2

        ## regression
        feature
        LossFunction: 4.427055291674428 ± 0.4097763739665177 of 2
        MeanAbsoluteError: 1.6206492503484091 ± 0.05559094016217581 of 2
        MeanSquaredError: 4.427055259829565 ± 0.40977636998999795 of 2
        RSquared: -3.883761669547444 ± 0.3594881169192174 of 2
        RootMeanSquaredError: 1.9782888828205067 ± 0.0972481469694623 of 2
        feature
        LossFunction: 0.0001474714904414528 ± 0.0004166018894356929 of 2
        MeanAbsoluteError: 0.001045099894205724 ± 0.0005803317582640841 of 2
        MeanSquaredError: 0.00014747146919034948 ± 0.00041660200922883847 of 2
        RSquared: -0.00012937359164905127 ± 0.00036547610543303854 of 2
        RootMeanSquaredError: 0.0005671934504422327 ± 0.0016130129425121536 of 2
        feature
        LossFunction: 6.5459417851607995 ± 0.42944186455262084 of 2
        MeanAbsoluteError: 1.958389156659444 ± 0.11082675884621043 of 2
        MeanSquaredError: 6.5459417638528965 ± 0.4294418680430086 of 2
        RSquared: -5.742615852172671 ± 0.3767402412023421 of 2
        RootMeanSquaredError: 2.4324755298915806 ± 0.08384110217756931 of 2
        feature
        LossFunction: 0 ± 0 of 2
        MeanAbsoluteError: 0 ± 0 of 2
        MeanSquaredError: 0 ± 0 of 2
        RSquared: 0 ± 0 of 2
        RootMeanSquaredError: 0 ± 0 of 2
        """;
}

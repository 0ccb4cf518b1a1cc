namespace Ml.Net.Mlp.Tests.Offline;

public sealed partial class StandInEvaluationGoldenTests
{
    private const string BinaryAndRegressionGolden = """
        ## binary
        Accuracy: 0.625
        AreaUnderPrecisionRecallCurve: 0.6180191548209399
        AreaUnderRocCurve: 0.7362637362637363
        Counts: [[8 6] [9 17]]
        NumberOfClasses: 2
        PerClassPrecision: [0.47058823529411764 0.7391304347826086]
        PerClassRecall: [0.5714285714285714 0.6538461538461539]
        TEST POSITIVE RATIO:	0.3500 (14.0/(14.0+26.0))
        Confusion table
                  ||======================
        PREDICTED || positive | negative | Recall
        TRUTH     ||======================
         positive ||        8 |        6 | 0.5714
         negative ||        9 |       17 | 0.6538
                  ||======================
        Precision ||   0.4706 |   0.7391 |
        Entropy: 0.934068055375491
        F1Score: 0.5161290322580646
        LogLoss: 0.8559644970692549
        LogLossReduction: 0.08361656075995318
        NegativePrecision: 0.7391304347826086
        NegativeRecall: 0.6538461538461539
        PositivePrecision: 0.47058823529411764
        PositiveRecall: 0.5714285714285714

        ## binary with more rows than are sampled for the curve
        Accuracy: 0.6901916666666666
        AreaUnderPrecisionRecallCurve: 0.7296584371097352
        AreaUnderRocCurve: 0.80221385046875
        Counts: [[26938 13062] [24115 55885]]
        NumberOfClasses: 2
        PerClassPrecision: [0.5276477386245666 0.8105501327106328]
        PerClassRecall: [0.67345 0.6985625]
        TEST POSITIVE RATIO:	0.3333 (40000.0/(40000.0+80000.0))
        Confusion table
                  ||======================
        PREDICTED || positive | negative | Recall
        TRUTH     ||======================
         positive ||   26,938 |   13,062 | 0.6734
         negative ||   24,115 |   55,885 | 0.6986
                  ||======================
        Precision ||   0.5276 |   0.8106 |
        Entropy: 0.9182958340544896
        F1Score: 0.5916993399448672
        LogLoss: 0.7587100464782115
        LogLossReduction: 0.17378472346070625
        NegativePrecision: 0.8105501327106328
        NegativeRecall: 0.6985625
        PositivePrecision: 0.5276477386245666
        PositiveRecall: 0.67345

        ## binary without probabilities
        Accuracy: 0.625
        AreaUnderPrecisionRecallCurve: 0.6180191548209399
        AreaUnderRocCurve: 0.7362637362637363
        Counts: [[8 6] [9 17]]
        NumberOfClasses: 2
        PerClassPrecision: [0.47058823529411764 0.7391304347826086]
        PerClassRecall: [0.5714285714285714 0.6538461538461539]
        TEST POSITIVE RATIO:	0.3500 (14.0/(14.0+26.0))
        Confusion table
                  ||======================
        PREDICTED || positive | negative | Recall
        TRUTH     ||======================
         positive ||        8 |        6 | 0.5714
         negative ||        9 |       17 | 0.6538
                  ||======================
        Precision ||   0.4706 |   0.7391 |
        F1Score: 0.5161290322580646
        NegativePrecision: 0.7391304347826086
        NegativeRecall: 0.6538461538461539
        PositivePrecision: 0.47058823529411764
        PositiveRecall: 0.5714285714285714

        ## binary with certain probabilities
        Accuracy: 0.625
        AreaUnderPrecisionRecallCurve: 0.6180191548209399
        AreaUnderRocCurve: 0.7362637362637363
        Counts: [[8 6] [9 17]]
        NumberOfClasses: 2
        PerClassPrecision: [0.47058823529411764 0.7391304347826086]
        PerClassRecall: [0.5714285714285714 0.6538461538461539]
        TEST POSITIVE RATIO:	0.3500 (14.0/(14.0+26.0))
        Confusion table
                  ||======================
        PREDICTED || positive | negative | Recall
        TRUTH     ||======================
         positive ||        8 |        6 | 0.5714
         negative ||        9 |       17 | 0.6538
                  ||======================
        Precision ||   0.4706 |   0.7391 |
        Entropy: 0.934068055375491
        F1Score: 0.5161290322580646
        LogLoss: Infinity
        LogLossReduction: -Infinity
        NegativePrecision: 0.7391304347826086
        NegativeRecall: 0.6538461538461539
        PositivePrecision: 0.47058823529411764
        PositiveRecall: 0.5714285714285714

        ## binary with scores that are not finite
        Accuracy: 0.6153846153846154
        AreaUnderPrecisionRecallCurve: 0.6282452588131778
        AreaUnderRocCurve: 0.7471428571428571
        Counts: [[8 6] [9 16]]
        NumberOfClasses: 2
        PerClassPrecision: [0.47058823529411764 0.7272727272727273]
        PerClassRecall: [0.5714285714285714 0.64]
        TEST POSITIVE RATIO:	0.3590 (14.0/(14.0+25.0))
        Confusion table
                  ||======================
        PREDICTED || positive | negative | Recall
        TRUTH     ||======================
         positive ||        8 |        6 | 0.5714
         negative ||        9 |       16 | 0.6400
                  ||======================
        Precision ||   0.4706 |   0.7273 |
        Entropy: 0.9418285354475158
        F1Score: 0.5161290322580646
        LogLoss: 0.8689968757477459
        LogLossReduction: 0.0773300627010239
        NegativePrecision: 0.7272727272727273
        NegativeRecall: 0.64
        PositivePrecision: 0.47058823529411764
        PositiveRecall: 0.5714285714285714

        ## regression
        LossFunction: 0.3249002715811366
        MeanAbsoluteError: 0.49537007331848143
        MeanSquaredError: 0.32490027179167214
        RSquared: 0.9543602489330577
        RootMeanSquaredError: 0.5700002384136976

        ## regression with missing labels and scores
        LossFunction: 0.32000756100308575
        MeanAbsoluteError: 0.48541324034981104
        MeanSquaredError: 0.32000756136113007
        RSquared: 0.9512707999017347
        RootMeanSquaredError: 0.5656921082719204

        ## regression of one constant
        LossFunction: 12.476114161554724
        MeanAbsoluteError: 2.8045968222618103
        MeanSquaredError: 12.47611453037879
        RSquared: 3488574334.324903
        RootMeanSquaredError: 3.5321543752190094
        """;
}

namespace Ml.Net.Mlp.Tests.Offline;

public sealed partial class StandInEvaluationGoldenTests
{
    private const string MulticlassGolden = """
        ## multiclass
        Counts: [[47 6 4 3] [0 24 1 0] [1 0 8 1] [1 0 0 4]]
        NumberOfClasses: 4
        PerClassPrecision: [0.9591836734693877 0.8 0.6153846153846154 0.5]
        PerClassRecall: [0.7833333333333333 0.96 0.8 0.8]

        Confusion table
                  ||================================
        PREDICTED ||     0 |     1 |     2 |     3 | Recall
        TRUTH     ||================================
                0 ||    47 |     6 |     4 |     3 | 0.7833
                1 ||     0 |    24 |     1 |     0 | 0.9600
                2 ||     1 |     0 |     8 |     1 | 0.8000
                3 ||     1 |     0 |     0 |     4 | 0.8000
                  ||================================
        Precision ||0.9592 |0.8000 |0.6154 |0.5000 |
        LogLoss: 0.9053548733700498
        LogLossReduction: 0.12366418742166234
        MacroAccuracy: 0.8358333333333332
        MicroAccuracy: 0.83
        PerClassLogLoss: [0.9347148258398109 0.8406577449058578 0.8704360310066717 0.9463587707806369]
        TopKAccuracy: 0
        TopKAccuracyForAllK: null
        TopKPredictionCount: 0

        ## multiclass with names
        Counts: [[47 6 4 3] [0 24 1 0] [1 0 8 1] [1 0 0 4]]
        NumberOfClasses: 4
        PerClassPrecision: [0.9591836734693877 0.8 0.6153846153846154 0.5]
        PerClassRecall: [0.7833333333333333 0.96 0.8 0.8]

        Confusion table
                             ||================================
        PREDICTED            ||     0 |     1 |     2 |     3 | Recall
        TRUTH                ||================================
        0.            mitten ||    47 |     6 |     4 |     3 | 0.7833
        1.              sock ||     0 |    24 |     1 |     0 | 0.9600
        2. a rather long hat ||     1 |     0 |     8 |     1 | 0.8000
        3.             glove ||     1 |     0 |     0 |     4 | 0.8000
                             ||================================
        Precision            ||0.9592 |0.8000 |0.6154 |0.5000 |
        LogLoss: 0.9053548733700498
        LogLossReduction: 0.12366418742166234
        MacroAccuracy: 0.8358333333333332
        MicroAccuracy: 0.83
        PerClassLogLoss: [0.9347148258398109 0.8406577449058578 0.8704360310066717 0.9463587707806369]
        TopKAccuracy: 0
        TopKAccuracyForAllK: null
        TopKPredictionCount: 0

        ## multiclass with short names
        Counts: [[47 6 4 3] [0 24 1 0] [1 0 8 1] [1 0 0 4]]
        NumberOfClasses: 4
        PerClassPrecision: [0.9591836734693877 0.8 0.6153846153846154 0.5]
        PerClassRecall: [0.7833333333333333 0.96 0.8 0.8]

        Confusion table
                  ||================================
        PREDICTED ||     a |       | ccccc |     d | Recall
        TRUTH     ||================================
                a ||    47 |     6 |     4 |     3 | 0.7833
                  ||     0 |    24 |     1 |     0 | 0.9600
            ccccc ||     1 |     0 |     8 |     1 | 0.8000
                d ||     1 |     0 |     0 |     4 | 0.8000
                  ||================================
        Precision ||0.9592 |0.8000 |0.6154 |0.5000 |
        LogLoss: 0.9053548733700498
        LogLossReduction: 0.12366418742166234
        MacroAccuracy: 0.8358333333333332
        MicroAccuracy: 0.83
        PerClassLogLoss: [0.9347148258398109 0.8406577449058578 0.8704360310066717 0.9463587707806369]
        TopKAccuracy: 0
        TopKAccuracyForAllK: null
        TopKPredictionCount: 0

        ## multiclass top 3
        Counts: [[47 6 4 3] [0 24 1 0] [1 0 8 1] [1 0 0 4]]
        NumberOfClasses: 4
        PerClassPrecision: [0.9591836734693877 0.8 0.6153846153846154 0.5]
        PerClassRecall: [0.7833333333333333 0.96 0.8 0.8]

        Confusion table
                  ||================================
        PREDICTED ||     0 |     1 |     2 |     3 | Recall
        TRUTH     ||================================
                0 ||    47 |     6 |     4 |     3 | 0.7833
                1 ||     0 |    24 |     1 |     0 | 0.9600
                2 ||     1 |     0 |     8 |     1 | 0.8000
                3 ||     1 |     0 |     0 |     4 | 0.8000
                  ||================================
        Precision ||0.9592 |0.8000 |0.6154 |0.5000 |
        LogLoss: 0.9053548733700498
        LogLossReduction: 0.12366418742166234
        MacroAccuracy: 0.8358333333333332
        MicroAccuracy: 0.83
        PerClassLogLoss: [0.9347148258398109 0.8406577449058578 0.8704360310066717 0.9463587707806369]
        TopKAccuracy: 1
        TopKAccuracyForAllK: [0.83 0.95 1]
        TopKPredictionCount: 3

        ## multiclass, label by text keys
        Counts: [[47 6 4 3] [0 24 1 0] [1 0 8 1] [1 0 0 4]]
        NumberOfClasses: 4
        PerClassPrecision: [0.9591836734693877 0.8 0.6153846153846154 0.5]
        PerClassRecall: [0.7833333333333333 0.96 0.8 0.8]

        Confusion table
                  ||================================
        PREDICTED ||     0 |     1 |     2 |     3 | Recall
        TRUTH     ||================================
                0 ||    47 |     6 |     4 |     3 | 0.7833
                1 ||     0 |    24 |     1 |     0 | 0.9600
                2 ||     1 |     0 |     8 |     1 | 0.8000
                3 ||     1 |     0 |     0 |     4 | 0.8000
                  ||================================
        Precision ||0.9592 |0.8000 |0.6154 |0.5000 |
        LogLoss: 0.9053548733700498
        LogLossReduction: 0.12366418742166234
        MacroAccuracy: 0.8358333333333332
        MicroAccuracy: 0.83
        PerClassLogLoss: [0.9347148258398109 0.8406577449058578 0.8704360310066717 0.9463587707806369]
        TopKAccuracy: 0
        TopKAccuracyForAllK: null
        TopKPredictionCount: 0

        ## multiclass, label by number keys
        Counts: [[47 6 4 3] [0 24 1 0] [1 0 8 1] [1 0 0 4]]
        NumberOfClasses: 4
        PerClassPrecision: [0.9591836734693877 0.8 0.6153846153846154 0.5]
        PerClassRecall: [0.7833333333333333 0.96 0.8 0.8]

        Confusion table
                  ||================================
        PREDICTED ||     0 |     1 |     2 |     3 | Recall
        TRUTH     ||================================
                0 ||    47 |     6 |     4 |     3 | 0.7833
                1 ||     0 |    24 |     1 |     0 | 0.9600
                2 ||     1 |     0 |     8 |     1 | 0.8000
                3 ||     1 |     0 |     0 |     4 | 0.8000
                  ||================================
        Precision ||0.9592 |0.8000 |0.6154 |0.5000 |
        LogLoss: 0.9053548733700498
        LogLossReduction: 0.12366418742166234
        MacroAccuracy: 0.8358333333333332
        MicroAccuracy: 0.83
        PerClassLogLoss: [0.9347148258398109 0.8406577449058578 0.8704360310066717 0.9463587707806369]
        TopKAccuracy: 0
        TopKAccuracyForAllK: null
        TopKPredictionCount: 0

        ## multiclass, label as number
        Counts: [[47 6 4 3] [0 24 1 0] [1 0 8 1] [1 0 0 4]]
        NumberOfClasses: 4
        PerClassPrecision: [0.9591836734693877 0.8 0.6153846153846154 0.5]
        PerClassRecall: [0.7833333333333333 0.96 0.8 0.8]

        Confusion table
                  ||================================
        PREDICTED ||     0 |     1 |     2 |     3 | Recall
        TRUTH     ||================================
                0 ||    47 |     6 |     4 |     3 | 0.7833
                1 ||     0 |    24 |     1 |     0 | 0.9600
                2 ||     1 |     0 |     8 |     1 | 0.8000
                3 ||     1 |     0 |     0 |     4 | 0.8000
                  ||================================
        Precision ||0.9592 |0.8000 |0.6154 |0.5000 |
        LogLoss: 0.9053548733700498
        LogLossReduction: 0.12366418742166234
        MacroAccuracy: 0.8358333333333332
        MicroAccuracy: 0.83
        PerClassLogLoss: [0.9347148258398109 0.8406577449058578 0.8704360310066717 0.9463587707806369]
        TopKAccuracy: 0
        TopKAccuracyForAllK: null
        TopKPredictionCount: 0

        ## multiclass without the last class
        Counts: [[47 6 4 3] [0 24 1 0] [1 0 8 1] [0 0 0 0]]
        NumberOfClasses: 4
        PerClassPrecision: [0.9791666666666666 0.8 0.6153846153846154 0]
        PerClassRecall: [0.7833333333333333 0.96 0.8 0]

        Confusion table
                  ||================================
        PREDICTED ||     0 |     1 |     2 |     3 | Recall
        TRUTH     ||================================
                0 ||    47 |     6 |     4 |     3 | 0.7833
                1 ||     0 |    24 |     1 |     0 | 0.9600
                2 ||     1 |     0 |     8 |     1 | 0.8000
                3 ||     0 |     0 |     0 |     0 | 0.0000
                  ||================================
        Precision ||0.9792 |0.8000 |0.6154 |0.0000 |
        LogLoss: 0.9031967735063346
        LogLossReduction: -0.028083061489865554
        MacroAccuracy: 0.8477777777777776
        MicroAccuracy: 0.8315789473684211
        PerClassLogLoss: [0.9347148258398109 0.8406577449058578 0.8704360310066717 0]
        TopKAccuracy: 0
        TopKAccuracyForAllK: null
        TopKPredictionCount: 0

        ## multiclass with missing labels and scores
        Counts: [[41 5 4 3] [0 21 1 0] [1 0 8 0] [1 0 0 4]]
        NumberOfClasses: 4
        PerClassPrecision: [0.9534883720930233 0.8076923076923077 0.6153846153846154 0.5714285714285714]
        PerClassRecall: [0.7735849056603774 0.9545454545454546 0.8888888888888888 0.8]

        Confusion table
                  ||================================
        PREDICTED ||     0 |     1 |     2 |     3 | Recall
        TRUTH     ||================================
                0 ||    41 |     5 |     4 |     3 | 0.7736
                1 ||     0 |    21 |     1 |     0 | 0.9545
                2 ||     1 |     0 |     8 |     0 | 0.8889
                3 ||     1 |     0 |     0 |     4 | 0.8000
                  ||================================
        Precision ||0.9535 |0.8077 |0.6154 |0.5714 |
        LogLoss: 0.9039359075354632
        LogLossReduction: 0.13715139898402787
        MacroAccuracy: 0.8542548122736802
        MicroAccuracy: 0.8314606741573034
        PerClassLogLoss: [0.9397298044131569 0.8275488733518853 0.8563052299015852 0.9463587707806369]
        TopKAccuracy: 0
        TopKAccuracyForAllK: null
        TopKPredictionCount: 0

        ## multiclass with ties, zeros and certainty
        Counts: [[2 0 0 0] [1 0 1 0] [1 0 0 0] [1 0 0 0]]
        NumberOfClasses: 4
        PerClassPrecision: [0.4 0 0 0]
        PerClassRecall: [1 0 0 0]

        Confusion table
                  ||================================
        PREDICTED ||     0 |     1 |     2 |     3 | Recall
        TRUTH     ||================================
                0 ||     2 |     0 |     0 |     0 | 1.0000
                1 ||     1 |     0 |     1 |     0 | 0.0000
                2 ||     1 |     0 |     0 |     0 | 0.0000
                3 ||     1 |     0 |     0 |     0 | 0.0000
                  ||================================
        Precision ||0.4000 |0.0000 |0.0000 |0.0000 |
        LogLoss: 6.571938099180913
        LogLossReduction: -3.94256534180026
        MacroAccuracy: 0.25
        MicroAccuracy: 0.3333333333333333
        PerClassLogLoss: [0.6931471805599453 1.2951335628546987 34.53877639128319 0.916290716972994]
        TopKAccuracy: 1
        TopKAccuracyForAllK: [0.3333333333333333 0.6666666666666666 1 1]
        TopKPredictionCount: 4

        ## multiclass of two classes, many rows
        Counts: [[358 476] [714 952]]
        NumberOfClasses: 2
        PerClassPrecision: [0.333955223880597 0.6666666666666666]
        PerClassRecall: [0.4292565947242206 0.5714285714285714]

        Confusion table
                  ||======================
        PREDICTED ||        0 |        1 | Recall
        TRUTH     ||======================
                0 ||      358 |      476 | 0.4293
                1 ||      714 |      952 | 0.5714
                  ||======================
        Precision ||   0.3340 |   0.6667 |
        LogLoss: 0.883896166158184
        LogLossReduction: -0.38824841530586207
        MacroAccuracy: 0.500342583076396
        MicroAccuracy: 0.524
        PerClassLogLoss: [1.3103169733541062 0.6704298076939564]
        TopKAccuracy: 0
        TopKAccuracyForAllK: null
        TopKPredictionCount: 0
        """;
}

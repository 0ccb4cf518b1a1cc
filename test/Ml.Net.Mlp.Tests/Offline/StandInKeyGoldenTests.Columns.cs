namespace Ml.Net.Mlp.Tests.Offline;

public sealed partial class StandInKeyGoldenTests
{
    private const string ColumnsGolden = """
        ## one-hot text
        Text Number Flag Words (Out) Out
        Out: Vector<Single, 5>
          SlotNames: Vector<String, 5> = ['sock' 'Hat' 'hat' 'éclair' ' sock']
          CategoricalSlotRanges: Vector<Int32, 1, 2> = [0 4]
          IsNormalized: Boolean = True
        [1 0 0 0 0]
        [0 1 0 0 0]
        [0 0 0 0 0]
        [0 0 1 0 0]
        [0 0 0 1 0]
        [1 0 0 0 0]
        [0 0 0 0 1]
        unseen
        [0 0 0 0 0]
        [1 0 0 0 0]
        [0 0 0 0 0]

        ## one-hot numbers
        Text Number Flag Words (Out) Out
        Out: Vector<Single, 5>
          SlotNames: Vector<String, 5> = ['-0' '0.001' '1' '2.5' '3']
          CategoricalSlotRanges: Vector<Int32, 1, 2> = [0 4]
          IsNormalized: Boolean = True
        [0 0 0 0 1]
        [0 0 1 0 0]
        [0 0 0 0 0]
        [0 0 0 1 0]
        [0 0 0 0 1]
        [1 0 0 0 0]
        [0 1 0 0 0]
        unseen
        [0 0 0 0 0]
        [1 0 0 0 0]
        [0 0 0 0 0]

        ## one-hot word vectors
        Text Number Flag Words (Out) Out
        Out: Vector<Single, 2, 5>
          SlotNames: Vector<String, 2, 5> = ['[0].x' '[0].y' '[0].z' '[0].a' '[0].Y' '[1].x' '[1].y' '[1].z' '[1].a' '[1].Y']
          CategoricalSlotRanges: Vector<Int32, 2, 2> = [0 4 5 9]
          IsNormalized: Boolean = True
        [1 0 0 0 0 0 1 0 0 0]
        [0 1 0 0 0 0 0 1 0 0]
        [0 0 0 0 0 1 0 0 0 0]
        [0 0 1 0 0 0 0 1 0 0]
        [1 0 0 0 0 0 0 0 1 0]
        [0 0 0 0 1 1 0 0 0 0]
        [1 0 0 0 0 1 0 0 0 0]
        unseen
        [0 0 0 0 0 1 0 0 0 0]
        [1 0 0 0 0 0 1 0 0 0]
        [0 0 0 0 0 0 0 0 0 0]

        ## bag of words
        Text Number Flag Words (Out) Out
        Out: Vector<Single, 5>
          SlotNames: Vector<String, 5> = ['x' 'y' 'z' 'a' 'Y']
        [1 1 0 0 0]
        [0 1 1 0 0]
        [1 0 0 0 0]
        [0 0 2 0 0]
        [1 0 0 1 0]
        [1 0 0 0 1]
        [2 0 0 0 0]
        unseen
        [1 0 0 0 0]
        [1 1 0 0 0]
        [0 0 0 0 0]

        ## one-hot as key
        Text Number Flag Words Out
        Out: Key<UInt32, 0-4>
          KeyValues: Vector<String, 5> = ['sock' 'Hat' 'hat' 'éclair' ' sock']
        1
        2
        0
        3
        4
        1
        5
        unseen
        0
        1
        0

        ## concatenated scalars
        Text Number Flag Words Out
        Out: Vector<Single, 2>
          SlotNames: Vector<String, 2> = ['Number' 'Number']
        [3 3]
        [1 1]
        [NaN NaN]
        [2.5 2.5]
        [3 3]
        [-0 -0]
        [0.001 0.001]
        unseen
        [99 99]
        [0 0]
        [NaN NaN]

        ## concatenated vectors and scalars
        Text Number Flag Words (Hot) Hot (Hotter) Hotter Out
        Out: Vector<Single, 16>
          SlotNames: Vector<String, 16> = ['Hot.sock' 'Hot.Hat' 'Hot.hat' 'Hot.éclair' 'Hot. sock' 'Number' 'Hotter.[0].x' 'Hotter.[0].y' 'Hotter.[0].z' 'Hotter.[0].a' 'Hotter.[0].Y' 'Hotter.[1].x' 'Hotter.[1].y' 'Hotter.[1].z' 'Hotter.[1].a' 'Hotter.[1].Y']
          CategoricalSlotRanges: Vector<Int32, 3, 2> = [0 4 6 10 11 15]
        [1 0 0 0 0 3 1 0 0 0 0 0 1 0 0 0]
        [0 1 0 0 0 1 0 1 0 0 0 0 0 1 0 0]
        [0 0 0 0 0 NaN 0 0 0 0 0 1 0 0 0 0]
        [0 0 1 0 0 2.5 0 0 1 0 0 0 0 1 0 0]
        [0 0 0 1 0 3 1 0 0 0 0 0 0 0 1 0]
        [1 0 0 0 0 -0 0 0 0 0 1 1 0 0 0 0]
        [0 0 0 0 1 0.001 1 0 0 0 0 1 0 0 0 0]
        unseen
        [0 0 0 0 0 99 0 0 0 0 0 1 0 0 0 0]
        [1 0 0 0 0 0 1 0 0 0 0 0 1 0 0 0]
        [0 0 0 0 0 NaN 0 0 0 0 0 0 0 0 0 0]

        ## copied column
        Text Number Flag Words Out
        Out: Vector<String, 2>
        ['x' 'y']
        ['y' 'z']
        ['' 'x']
        ['z' 'z']
        ['x' 'a']
        ['Y' 'x']
        ['x' 'x']
        unseen
        ['new' 'x']
        ['x' 'y']
        ['' '']
        """;
}

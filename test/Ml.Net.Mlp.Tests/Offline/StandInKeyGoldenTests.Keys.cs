namespace Ml.Net.Mlp.Tests.Offline;

public sealed partial class StandInKeyGoldenTests
{
    private const string KeysGolden = """
        ## keys of text
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

        ## keys of numbers
        Text Number Flag Words Out
        Out: Key<UInt32, 0-4>
          KeyValues: Vector<Single, 5> = [3 1 2.5 -0 0.001]
        1
        2
        0
        3
        1
        4
        5
        unseen
        0
        4
        0

        ## keys of numbers by value
        Text Number Flag Words Out
        Out: Key<UInt32, 0-4>
          KeyValues: Vector<Single, 5> = [-0 0.001 1 2.5 3]
        5
        3
        0
        4
        5
        1
        2
        unseen
        0
        1
        0

        ## keys of numbers named as text
        Text Number Flag Words Out
        Out: Key<UInt32, 0-4>
          KeyValues: Vector<String, 5> = ['3' '1' '2.5' '-0' '0.001']
        1
        2
        0
        3
        1
        4
        5
        unseen
        0
        4
        0

        ## keys of flags
        Text Number Flag Words Out
        Out: Key<UInt32, 0-1>
          KeyValues: Vector<Boolean, 2> = [True False]
        1
        2
        1
        1
        2
        1
        1
        unseen
        2
        1
        1

        ## keys of flags named as text
        Text Number Flag Words Out
        Out: Key<UInt32, 0-1>
          KeyValues: Vector<String, 2> = ['1' '0']
        1
        2
        1
        1
        2
        1
        1
        unseen
        2
        1
        1

        ## keys of word vectors by value
        Text Number Flag Words Out
        Out: Vector<Key<UInt32, 0-4>, 2>
          KeyValues: Vector<String, 5> = ['Y' 'a' 'x' 'y' 'z']
        [3 4]
        [4 5]
        [0 3]
        [5 5]
        [3 2]
        [1 3]
        [3 3]
        unseen
        [0 3]
        [3 4]
        [0 0]

        ## keys of text by value
        Text Number Flag Words Out
        Out: Key<UInt32, 0-4>
          KeyValues: Vector<String, 5> = [' sock' 'Hat' 'hat' 'sock' 'éclair']
        4
        2
        0
        3
        5
        4
        1
        unseen
        0
        4
        0

        ## at most two keys
        Text Number Flag Words Out
        Out: Key<UInt32, 0-1>
          KeyValues: Vector<String, 2> = ['sock' 'Hat']
        1
        2
        0
        0
        0
        1
        0
        unseen
        0
        1
        0

        ## keys of keys
        Text Number Flag Words (Out) Out
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

        ## text back from keys
        Text Number Flag Words (Out) Out
        Out: String
        'sock'
        'Hat'
        ''
        'hat'
        'éclair'
        'sock'
        ' sock'
        unseen
        ''
        'sock'
        ''

        ## numbers back from keys
        Text Number Flag Words (Out) Out
        Out: Single
        3
        1
        NaN
        2.5
        3
        -0
        0.001
        unseen
        NaN
        -0
        NaN

        ## words back from keys
        Text Number Flag Words (Out) Out
        Out: Vector<String, 2>
        ['x' 'y']
        ['y' 'z']
        ['' 'x']
        ['z' 'z']
        ['x' 'a']
        ['Y' 'x']
        ['x' 'x']
        unseen
        ['' 'x']
        ['x' 'y']
        ['' '']
        """;
}

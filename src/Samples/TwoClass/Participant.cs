using Microsoft.ML.Data;

namespace Ml.Net.Mlp.Samples.TwoClass;

/// <summary>Someone who took part in the trial of a drug, and whether there were side effects.</summary>
internal sealed class Participant
{
    public const int Youngest = 13;
    public const int Old = 65;
    public const int Oldest = 100;
    private const int Others = 30;

    /// <param name="age">In years.</param>
    /// <param name="hadSideEffects">Whether there were any.</param>
    /// <param name="random">Where the measurements come from.</param>
    public Participant(int age, bool hadSideEffects, Random random)
    {
        Age = [age];
        AgeAndOthers = [age, .. Enumerable.Range(0, Others).Select(_ => random.NextSingle())];
        Label = hadSideEffects ? 1u : 0;
    }

    /// <summary>The age alone.</summary>
    [VectorType(1)]
    public float[] Age { get; }

    /// <summary>The age, and thirty measurements that have nothing to do with the drug.</summary>
    [VectorType(1 + Others)]
    public float[] AgeAndOthers { get; }

    /// <summary>1 for side effects; a key, which is counted from 0 in objects.</summary>
    [KeyType(2)]
    public uint Label { get; }

    /// <summary>
    /// Makes up the trial that the lecture's numbers come from: 2,100 people, half of them under 65; 95 % of the older had side
    /// effects, and 95 % of the younger had none. In random order.
    /// </summary>
    public static Participant[] Generate(int seed)
    {
        var random = new Random(seed);
        var people = new List<Participant>();
        for (var i = 0; i < 1050; i++)
        {
            // The first 50 of each are those who are not like the others.
            people.Add(new Participant(random.Next(Youngest, Old), hadSideEffects: i < 50, random));
            people.Add(new Participant(random.Next(Old, Oldest + 1), hadSideEffects: i >= 50, random));
        }

        var order = people.ToArray();
        random.Shuffle(order);
        return order;
    }
}

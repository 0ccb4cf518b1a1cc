using System.Globalization;
using Ml.Net.Mlp.Engine.Numerics;
using Ml.Net.Mlp.Engine.Tests;

// What a test starts as a process of its own: where the environment takes instruction sets away, or which is killed.
switch (args)
{
    case ["train-and-hash"]:
        Console.WriteLine(SimdSupport.Best);
        Console.WriteLine(SmallTraining.Hash());
        Console.WriteLine(SmallTraining.HashOfSparseRows());
        Console.WriteLine(SmallTraining.HashOfNormalizedNetwork(threads: 2));
        Console.WriteLine(SmallTraining.HashOfWideRows(sparse: true));
        Console.WriteLine(SmallTraining.HashOfActivations(threads: 2));
        Console.WriteLine(SmallTraining.HashOfAugmentedRows());
        return 0;
    case ["train-with-checkpoints", var path, var epochs]:
        KilledTraining.Run(path, int.Parse(epochs, CultureInfo.InvariantCulture));
        return 0;
    case ["train-without-checkpoints", var epochs]:
        Console.WriteLine($"hash {KilledTraining.Hash(int.Parse(epochs, CultureInfo.InvariantCulture))}");
        return 0;
    default:
        Console.Error.WriteLine(
            $"The arguments are '{string.Join(' ', args)}'; expected train-and-hash, train-with-checkpoints PATH EPOCHS or train-without-checkpoints EPOCHS.");
        return 2;
}

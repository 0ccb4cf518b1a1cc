using Ml.Net.Mlp.Engine.Numerics;
using Ml.Net.Mlp.Engine.Tests;

// What a test starts as a process of its own, where the environment takes instruction sets away.
if (args is not ["train-and-hash"])
{
    Console.Error.WriteLine($"The arguments are '{string.Join(' ', args)}'; expected train-and-hash.");
    return 2;
}

Console.WriteLine(SimdSupport.Best);
Console.WriteLine(SmallTraining.Hash());
Console.WriteLine(SmallTraining.HashOfSparseRows());
Console.WriteLine(SmallTraining.HashOfNormalizedNetwork(threads: 2));
Console.WriteLine(SmallTraining.HashOfWideRows(sparse: true));
Console.WriteLine(SmallTraining.HashOfAugmentedRows());
return 0;

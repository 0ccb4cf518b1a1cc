using BenchmarkDotNet.Running;
using Ml.Net.Mlp.Bench;

// `train ...` times whole trainings, as bench/compare.sh does beside the peers; anything else goes to BenchmarkDotNet.
if (args is ["train", ..])
{
    return TrainingWorkload.Run(args[1..]);
}

BenchmarkSwitcher.FromAssembly(typeof(TrainingWorkload).Assembly).Run(args);
return 0;

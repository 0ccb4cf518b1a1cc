return Ml.Net.Mlp.Samples.SampleCommands.Run(args);

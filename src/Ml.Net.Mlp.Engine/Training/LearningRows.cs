using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// The training rows as they reach a layer that takes parameters from them before the first step: their features after all
/// layers before it, which act as in scoring. The rows may be in memory or streamed; each call goes through them once.
/// </summary>
internal sealed unsafe class LearningRows
{
    private const int BlockRows = 256;

    /// <summary>Wide rows make blocks shorter: 16 MiB of features at most, or one row.</summary>
    private const int BlockValues = 1 << 22;

    private readonly BatchSource _source;
    private readonly ulong _seed;
    private readonly CancellationToken _cancellation;
    private readonly Matrix _input;
    private readonly List<LayerRun> _before = [];
    private Matrix _output;

    private LearningRows(BatchSource source, WorkerTeam team, ulong seed, int inputs, CancellationToken cancellation)
    {
        _source = source;
        _seed = seed;
        _cancellation = cancellation;
        Team = team;
        _input = _output = new Matrix((int)Math.Min(Math.Clamp(BlockValues / inputs, 1, BlockRows), source.Count), inputs);
    }

    /// <summary>Threads to use.</summary>
    public WorkerTeam Team { get; }

    /// <summary>Number of rows.</summary>
    public long Count => _source.Count;

    /// <summary>Values of a row: the inputs of the layer.</summary>
    public int Columns => _output.Columns;

    /// <summary>Has the layers of a network that learn from rows do so, from the first to the last.</summary>
    /// <param name="network">The network.</param>
    /// <param name="parameters">Its flat parameters, already initialized.</param>
    /// <param name="source">The training rows, without those for validation.</param>
    /// <param name="team">Threads to use.</param>
    /// <param name="seed">Key of the training's random streams.</param>
    /// <param name="cancellation">Ends it between two blocks of rows.</param>
    public static void Teach(
        NetworkDescription network, AlignedBuffer parameters, BatchSource source, WorkerTeam team, ulong seed, CancellationToken cancellation)
    {
        var layers = NetworkPass.CreateLayers(network);
        var last = Array.FindLastIndex(layers, layer => layer.LearnsFromRows);
        if (last < 0)
        {
            return;
        }

        var rows = new LearningRows(source, team, seed, network.Inputs, cancellation);
        var offset = 0L;
        foreach (var layer in layers[..(last + 1)])
        {
            if (layer.LearnsFromRows)
            {
                layer.Learn(parameters.Pointer + offset, rows);
            }

            rows.Pass(layer, parameters.Pointer + offset);
            offset += layer.ParameterSize;
        }

        GC.KeepAlive(parameters);
    }

    /// <summary>Goes through all rows in their own order.</summary>
    /// <param name="take">
    /// Receives block after block: a matrix, which is used again for the next one, and the number of its rows.
    /// </param>
    public void Read(Action<Matrix, int> take)
    {
        _source.Begin(shuffleKey: null);
        for (int rows; (rows = _source.Next(_input, _input.Rows)) > 0;)
        {
            _cancellation.ThrowIfCancellationRequested();
            foreach (var (layer, pass) in _before)
            {
                pass.Rows = rows;
                layer.Forward(pass);
            }

            take(_output, rows);
        }
    }

    /// <summary>
    /// Copies some of the rows, drawn without replacement and kept in their order; all of them where there are no more. Which
    /// ones depends on the seed and on the number of rows alone.
    /// </summary>
    /// <param name="most">Number of rows at most, 1 or more.</param>
    public RowStore Sample(int most)
    {
        // Selection sampling (Fan, Muller and Rezucha, 1962): each row by the chance that the rest needs it.
        var random = new CounterRandom(CounterRandom.Key(_seed, RandomPurpose.Statistics));
        var sample = new RowStore(Columns);
        var left = Count;
        var wanted = Math.Min(most, Count);
        Read((block, rows) =>
        {
            for (var row = 0; row < rows; row++)
            {
                if (wanted == left || random.NextDouble() * left < wanted)
                {
                    block.RowSpan(row).CopyTo(sample.Next());
                    sample.Commit();
                    wanted--;
                }

                left--;
            }
        });
        return sample;
    }

    private void Pass(Layer layer, float* parameters)
    {
        if (layer.IsTrainingOnly)
        {
            return;
        }

        var output = new Matrix(_input.Rows, layer.Outputs);
        _before.Add(new LayerRun(layer, new LayerPass
        {
            Team = Team,
            Level = SimdSupport.Best,
            Input = _output,
            Output = output,
            Parameters = parameters,
        }));
        _output = output;
    }
}

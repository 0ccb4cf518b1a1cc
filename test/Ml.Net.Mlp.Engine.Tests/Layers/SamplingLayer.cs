namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>Hands its input on, and notes the rows that it learns from: some of them, each time that it learns.</summary>
internal sealed record SamplingLayer(int Most) : LayerDescription
{
    public List<float[][]> Samples { get; } = [];

    public override string Kind => "Sampling";

    public override int GetOutputSize(int inputSize) => inputSize;

    public override long GetParameterCount(int inputSize) => 0;

    internal override void Validate(int position)
    {
    }

    internal override Layer CreateLayer(int inputSize, int index) => new Sampling(inputSize, this);

    private sealed unsafe class Sampling(int inputs, SamplingLayer layer) : Layer(inputs, inputs)
    {
        public override bool LearnsFromRows => true;

        public override void Learn(float* parameters, LearningRows rows)
        {
            var sample = rows.Sample(layer.Most);
            layer.Samples.Add([.. Enumerable.Range(0, sample.Count).Select(row => sample[row].ToArray())]);
        }

        public override void Forward(LayerPass pass)
        {
            for (var row = 0; row < pass.Rows; row++)
            {
                pass.Input.RowSpan(row).CopyTo(pass.Output.RowSpan(row));
            }
        }

        public override void Backward(LayerPass pass)
        {
        }
    }
}

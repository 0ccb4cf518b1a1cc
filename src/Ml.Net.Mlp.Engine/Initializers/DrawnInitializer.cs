using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine;

/// <summary>An initializer that draws each weight on its own.</summary>
internal abstract unsafe class DrawnInitializer : Initializer
{
    private protected DrawnInitializer(string name, params float[] arguments)
        : base(name, arguments)
    {
    }

    internal sealed override void Fill(float* panels, CounterRandom random, int inputs, int outputs)
    {
        for (var input = 0; input < inputs; input++)
        {
            for (var output = 0; output < outputs; output++)
            {
                panels[PanelLayout.Index(inputs, input, output)] = Draw(ref random, inputs, outputs);
            }
        }
    }

    /// <summary>Draws one weight of a layer of <paramref name="inputs"/> inputs and <paramref name="outputs"/> outputs.</summary>
    private protected abstract float Draw(ref CounterRandom random, int inputs, int outputs);
}

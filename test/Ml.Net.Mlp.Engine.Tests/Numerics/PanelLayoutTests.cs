using Ml.Net.Mlp.Engine.Numerics;

namespace Ml.Net.Mlp.Engine.Tests;

/// <summary>Where weights stand.</summary>
public sealed unsafe class PanelLayoutTests
{
    public static TheoryData<int, int> Shapes => new()
    {
        { 1, 1 }, { 1, 17 }, { 17, 1 }, { 15, 16 }, { 16, 15 }, { 16, 16 }, { 33, 47 }, { 48, 33 }, { 784, 10 },
    };

    [Theory]
    [InlineData(1, 1, 16)]
    [InlineData(16, 1, 16)]
    [InlineData(17, 2, 32)]
    [InlineData(257, 17, 272)]
    public void Columns_are_padded_to_whole_panels(int columns, int panels, int padded)
    {
        PanelLayout.Panels(columns).Should().Be(panels);
        PanelLayout.Pad(columns).Should().Be(padded);
        PanelLayout.Size(columns, 1).Should().Be(16 * padded);
    }

    [Fact]
    public void Sizes_may_exceed_31_bits()
    {
        PanelLayout.Size(100_000, 100_000).Should().Be(10_000_000_000);
        PanelLayout.Index(100_000, 99_999, 99_999).Should().Be(9_999_999_999);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Weights_stand_panel_by_panel_and_in_a_panel_input_by_input(int inputs, int outputs)
    {
        var panelSize = PanelLayout.Pad(inputs) * 16;
        for (var input = 0; input < inputs; input++)
        {
            for (var output = 0; output < outputs; output++)
            {
                PanelLayout.Index(inputs, input, output).Should().Be((output / 16 * panelSize) + (input * 16) + (output % 16));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Unpacking_gives_what_was_packed_and_the_padding_stays_zero(int inputs, int outputs)
    {
        var plain = Enumerable.Range(1, inputs * outputs).Select(i => (float)i).ToArray();
        var panels = new AlignedBuffer(PanelLayout.Size(inputs, outputs));
        PanelLayout.Pack(plain, inputs, outputs, panels.Pointer);
        var back = new float[plain.Length];
        PanelLayout.Unpack(panels.Pointer, inputs, outputs, back);

        Bits.ShouldBeSame(back, plain, "unpacked weights");
        panels.Span.ToArray().Count(value => value != 0).Should().Be(plain.Length);
        GC.KeepAlive(panels);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void The_transposed_panels_are_the_layout_of_the_transposed_weights(int inputs, int outputs)
    {
        var plain = Bits.RandomValues(inputs * outputs, 1);
        var transposedPlain = new float[plain.Length];
        for (var i = 0; i < plain.Length; i++)
        {
            transposedPlain[(i % outputs * inputs) + (i / outputs)] = plain[i];
        }

        var panels = new AlignedBuffer(PanelLayout.Size(inputs, outputs));
        PanelLayout.Pack(plain, inputs, outputs, panels.Pointer);
        var expected = new AlignedBuffer(panels.Length);
        PanelLayout.Pack(transposedPlain, outputs, inputs, expected.Pointer);
        var actual = new AlignedBuffer(panels.Length);
        actual.Span.Fill(float.NaN);
        for (var panel = 0; panel < PanelLayout.Panels(inputs); panel++)
        {
            PanelLayout.TransposePanel(
                panels.Pointer, inputs, outputs, panel, actual.Pointer + (panel * PanelLayout.Pad(outputs) * PanelLayout.Width));
        }

        Bits.ShouldBeSame(actual.Span, expected.Span, $"transposed {inputs} x {outputs}");
        GC.KeepAlive(panels);
    }
}

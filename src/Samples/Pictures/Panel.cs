namespace Ml.Net.Mlp.Samples.Pictures;

/// <summary>One of the drawings of a <see cref="Picture"/>.</summary>
/// <param name="Title">Stands above it.</param>
internal abstract record Panel(string Title)
{
    /// <summary>Draws all but the title.</summary>
    public abstract void Draw(SvgWriter svg, Box box);
}

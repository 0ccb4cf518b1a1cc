namespace Ml.Net.Mlp.Samples.Pictures;

/// <summary>A rectangle of a picture, in its units, from the top left corner.</summary>
internal readonly record struct Box(double X, double Y, double Width, double Height)
{
    public double Right => X + Width;

    public double Bottom => Y + Height;
}

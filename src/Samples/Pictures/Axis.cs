using System.Globalization;

namespace Ml.Net.Mlp.Samples.Pictures;

/// <summary>Maps values to places along one side of a panel.</summary>
internal sealed class Axis
{
    private readonly double _first;
    private readonly double _last;
    private readonly double _from;
    private readonly double _to;
    private readonly bool _isLogarithmic;

    /// <param name="values">What must fit.</param>
    /// <param name="from">Place of the smallest value.</param>
    /// <param name="to">Place of the largest.</param>
    /// <param name="isLogarithmic">Whether equal factors are equally far apart; the values must be above 0.</param>
    /// <param name="isTight">Whether the axis ends at the outermost values instead of at round numbers.</param>
    /// <param name="isWhole">Whether only whole numbers are marked, as numbers of epochs are.</param>
    public Axis(IEnumerable<double> values, double from, double to, bool isLogarithmic = false, bool isTight = false, bool isWhole = false)
    {
        (_from, _to, _isLogarithmic) = (from, to, isLogarithmic);
        var places = values.Where(double.IsFinite).Select(Scale).Where(double.IsFinite).DefaultIfEmpty().ToList();
        (_first, _last) = (places.Min(), places.Max());
        if (_first == _last)
        {
            (_first, _last) = (_first - 0.5, _last + 0.5);
        }

        Step = RoundStep((_last - _first) / 5);
        Step = isWhole ? Math.Max(1, Step) : Step;
        if (!isTight && !isLogarithmic)
        {
            _first = Math.Floor((_first / Step) + 1e-9) * Step;
            _last = Math.Ceiling((_last / Step) - 1e-9) * Step;
        }
    }

    private double Step { get; }

    /// <summary>Where a value is.</summary>
    public double Place(double value) => _from + ((Scale(value) - _first) / (_last - _first) * (_to - _from));

    /// <summary>The values to mark.</summary>
    public IEnumerable<(double Place, string Text)> Ticks() => _isLogarithmic && _last - _first < 2 ? ShortLogarithmicTicks() : StepTicks();

    private static double RoundStep(double step)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(step)));
        return power * (step / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 };
    }

    private IEnumerable<(double Place, string Text)> StepTicks()
    {
        var step = _isLogarithmic ? Math.Max(1, Math.Round(Step)) : Step;
        for (var tick = Math.Ceiling((_first / step) - 1e-9) * step; tick <= _last + (step * 1e-6); tick += step)
        {
            var value = _isLogarithmic ? Math.Pow(10, tick) : Math.Abs(tick) < step / 2 ? 0 : tick;
            yield return (Place(value), value.ToString("0.######", CultureInfo.InvariantCulture));
        }
    }

    // Powers of ten alone would be one or none.
    private IEnumerable<(double Place, string Text)> ShortLogarithmicTicks()
    {
        var (least, most) = (Math.Pow(10, _first), Math.Pow(10, _last));
        var step = RoundStep((most - least) / 5);
        IEnumerable<double> values = _last - _first < 0.7
            ? Enumerable.Range(0, 12).Select(i => (Math.Ceiling(least / step) + i) * step)
            : Enumerable.Range((int)Math.Floor(_first), 4).SelectMany(power => new[] { 1, 2, 5 }.Select(digit => digit * Math.Pow(10, power)));
        return values.Where(value => value >= least * (1 - 1e-9) && value <= most * (1 + 1e-9))
            .Select(value => (Place(value), value.ToString("0.######", CultureInfo.InvariantCulture)));
    }

    private double Scale(double value) => _isLogarithmic ? Math.Log10(value) : value;
}

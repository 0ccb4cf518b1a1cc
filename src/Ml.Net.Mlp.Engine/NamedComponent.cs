using System.Globalization;

namespace Ml.Net.Mlp.Engine;

/// <summary>
/// A part that a network or its training is put together from, known by a name and perhaps numbers, for example
/// <c>relu</c> or <c>leaky_relu(0.01)</c>. Immutable; two are equal when their kind, name and numbers are.
/// </summary>
public abstract class NamedComponent : IEquatable<NamedComponent>
{
    private readonly string _text;

    private protected NamedComponent(string name, params float[] arguments)
        : this(name, arguments, rest: "")
    {
    }

    private protected NamedComponent(string name, float[] arguments, string rest)
    {
        Name = name;
        Arguments = arguments;
        _text = arguments.Length == 0
            ? name + rest
            : $"{name}({string.Join(", ", arguments.Select(value => value.ToString(CultureInfo.InvariantCulture)))}){rest}";
    }

    /// <summary>The name without its numbers, as Keras spells it: <c>relu</c>, <c>leaky_relu</c>, ...</summary>
    public string Name { get; }

    /// <summary>The numbers that tell it from others of the same name.</summary>
    internal IReadOnlyList<float> Arguments { get; }

    /// <summary>The name with its numbers, for example <c>leaky_relu(0.01)</c>.</summary>
    public sealed override string ToString() => _text;

    /// <inheritdoc/>
    public bool Equals(NamedComponent? other) => other is not null && other.GetType() == GetType() && other._text == _text;

    /// <inheritdoc/>
    public sealed override bool Equals(object? obj) => Equals(obj as NamedComponent);

    /// <inheritdoc/>
    public sealed override int GetHashCode() => StringComparer.Ordinal.GetHashCode(_text);

    /// <summary>One of the same name with other numbers, as many as <see cref="Arguments"/>.</summary>
    /// <exception cref="ArgumentException">A number is out of its range.</exception>
    internal virtual NamedComponent With(float[] arguments) => this;

    private protected static float RequireFinite(float value, string name) => float.IsFinite(value)
        ? value
        : throw OutOfRange(value, name, "a finite number");

    private protected static float RequirePositive(float value, string name) => value > 0 && float.IsFinite(value)
        ? value
        : throw OutOfRange(value, name, "a finite number above 0");

    private protected static float RequireNonNegative(float value, string name) => value >= 0 && float.IsFinite(value)
        ? value
        : throw OutOfRange(value, name, "a finite number, 0 or more");

    private protected static float RequireUnitInterval(float value, string name) => value is >= 0 and < 1
        ? value
        : throw OutOfRange(value, name, $"0 <= {name} < 1");

    private protected static float RequireInside(float value, string name) => value is > 0 and < 1
        ? value
        : throw OutOfRange(value, name, $"0 < {name} < 1");

    private protected static ArgumentOutOfRangeException OutOfRange(float value, string name, string expected) =>
        new(name, value, $"{name} is out of range; expected {expected}.");
}

namespace Tangram.Prediction.Numerics;

/// <summary>Reads back what was saved, and says what is missing.</summary>
internal sealed class SavedNumbers
{
    private readonly IReadOnlyDictionary<string, IReadOnlyList<double>> _numbers;

    /// <summary>Numbers by name.</summary>
    public SavedNumbers(IReadOnlyDictionary<string, IReadOnlyList<double>> numbers) => _numbers = numbers;

    /// <summary>The numbers of a predictor.</summary>
    /// <exception cref="FormatException">Another kind of predictor saved them.</exception>
    public static SavedNumbers Of(PredictorState state, string predictor)
    {
        ArgumentNullException.ThrowIfNull(state);
        return string.Equals(state.Predictor, predictor, StringComparison.Ordinal)
            ? new SavedNumbers(state.Numbers)
            : throw new FormatException($"predictor: was saved by '{state.Predictor}', this is '{predictor}'");
    }

    /// <summary>One number.</summary>
    /// <exception cref="FormatException">It is not there, or not finite.</exception>
    public double One(string name) => Exactly(name, 1)[0];

    /// <summary>A whole number.</summary>
    /// <exception cref="FormatException">It is not there, or not a whole number from <paramref name="min"/> to <paramref name="max"/>.</exception>
    public int Whole(string name, int min, int max)
    {
        var value = One(name);
        return value >= min && value <= max && value == Math.Floor(value)
            ? (int)value
            : throw new FormatException(FormattableString.Invariant($"{name}: {value} is not a whole number from {min} to {max}"));
    }

    /// <summary>Copies numbers into an array that they have to fill.</summary>
    /// <exception cref="FormatException">There are more or fewer, or one is not finite.</exception>
    public void Fill(string name, Span<double> into)
    {
        var numbers = Exactly(name, into.Length);
        for (var i = 0; i < into.Length; i++)
        {
            into[i] = numbers[i];
        }
    }

    private IReadOnlyList<double> Exactly(string name, int count)
    {
        if (!_numbers.TryGetValue(name, out var numbers))
        {
            throw new FormatException($"{name}: is missing");
        }

        if (numbers.Count != count)
        {
            throw new FormatException(FormattableString.Invariant($"{name}: has {numbers.Count} numbers, not {count}"));
        }

        return numbers.All(double.IsFinite) ? numbers : throw new FormatException($"{name}: holds a number that is not finite");
    }
}

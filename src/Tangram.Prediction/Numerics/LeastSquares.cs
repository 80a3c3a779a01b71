namespace Tangram.Prediction.Numerics;

/// <summary>Ordinary least squares over rows that come one by one, in a memory that does not grow.</summary>
/// <remarks>
/// Keeps X'X and X'y and solves them by Cholesky's method with each feature scaled to unit length. Where features do not vary, or only together, there are many
/// solutions; then, and only then, a ridge of 1e-9 of a feature's length and, should that not do, ten times more at a time, picks a small one of them.
/// </remarks>
internal sealed class LeastSquares
{
    private const double LeastPivot = 1e-12;
    private const double LeastRidge = 1e-9;
    private readonly int _features;
    private readonly double[] _squares;
    private readonly double[] _products;
    private readonly double[] _factor;
    private readonly double[] _scales;

    /// <summary>Has seen no row.</summary>
    /// <param name="features">Features in a row; from 1.</param>
    public LeastSquares(int features)
    {
        _features = features;
        _squares = new double[features * features];
        _products = new double[features];
        _factor = new double[features * features];
        _scales = new double[features];
    }

    /// <summary>Adds a row.</summary>
    public void Add(ReadOnlySpan<double> row, double target)
    {
        for (var i = 0; i < _features; i++)
        {
            _products[i] += row[i] * target;
            for (var j = 0; j < _features; j++)
            {
                _squares[(i * _features) + j] += row[i] * row[j];
            }
        }
    }

    /// <summary>The coefficients that fit best.</summary>
    /// <param name="coefficients">Receives them; 0 for a feature that was always 0.</param>
    public void Solve(Span<double> coefficients)
    {
        for (var i = 0; i < _features; i++)
        {
            var square = _squares[(i * _features) + i];
            _scales[i] = square > 0 ? 1 / Math.Sqrt(square) : 0;
        }

        for (var ridge = 0.0; !Factorise(ridge); ridge = Math.Max(LeastRidge, ridge * 10))
        {
        }

        for (var i = 0; i < _features; i++)
        {
            var sum = _products[i] * _scales[i];
            for (var j = 0; j < i; j++)
            {
                sum -= _factor[(i * _features) + j] * coefficients[j];
            }

            coefficients[i] = sum / _factor[(i * _features) + i];
        }

        for (var i = _features - 1; i >= 0; i--)
        {
            for (var j = i + 1; j < _features; j++)
            {
                coefficients[i] -= _factor[(j * _features) + i] * coefficients[j];
            }

            coefficients[i] /= _factor[(i * _features) + i];
        }

        for (var i = 0; i < _features; i++)
        {
            coefficients[i] *= _scales[i];
        }
    }

    /// <summary>Goes on as another would.</summary>
    public void CopyFrom(LeastSquares other)
    {
        other._squares.CopyTo(_squares, 0);
        other._products.CopyTo(_products, 0);
    }

    /// <summary>Adds what it knows.</summary>
    public void Save(Dictionary<string, IReadOnlyList<double>> numbers)
    {
        numbers["squares"] = [.. _squares];
        numbers["products"] = [.. _products];
    }

    /// <summary>Goes on from what was saved.</summary>
    public void Restore(SavedNumbers saved)
    {
        saved.Fill("squares", _squares);
        saved.Fill("products", _products);
    }

    // The lower triangle of the scaled X'X + ridge·I; false where it is singular.
    private bool Factorise(double ridge)
    {
        for (var i = 0; i < _features; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                // A feature that was always 0 stands alone, with a coefficient of 0.
                var alone = _scales[i] == 0 || _scales[j] == 0;
                var sum = alone ? (i == j ? 1 : 0) : _squares[(i * _features) + j] * _scales[i] * _scales[j];
                sum += i == j ? ridge : 0;
                for (var k = 0; k < j; k++)
                {
                    sum -= _factor[(i * _features) + k] * _factor[(j * _features) + k];
                }

                if (i == j && !(sum > LeastPivot))
                {
                    return false;
                }

                _factor[(i * _features) + j] = i == j ? Math.Sqrt(sum) : sum / _factor[(j * _features) + j];
            }
        }

        return true;
    }
}

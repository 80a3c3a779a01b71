using Tangram.Core.Applications;

namespace Tangram.Profiling;

/// <summary>An input that is there only to be computed on: what a model takes no longer or shorter for.</summary>
internal static class SampleItem
{
    /// <summary>One item for a variant, of numbers between −1 and 1.</summary>
    public static ReadOnlyMemory<float> Of(Variant variant)
    {
        var input = new float[variant.InputElements];
        for (var i = 0; i < input.Length; i++)
        {
            input[i] = (float)((i * 31 % 255) - 127) / 128;
        }

        return input;
    }
}

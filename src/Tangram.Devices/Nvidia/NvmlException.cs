using System.Globalization;

namespace Tangram.Devices.Nvidia;

/// <summary>A call of NVML failed; the inner exception of the <see cref="Partitioning.PartitioningException"/> that says what to do.</summary>
public sealed class NvmlException : Exception
{
    /// <summary>Names the call and its answer.</summary>
    /// <param name="function">The function, such as <c>nvmlDeviceGetMigMode</c>.</param>
    /// <param name="code">What it returned.</param>
    /// <param name="text">What the driver says the code means.</param>
    public NvmlException(string function, int code, string text)
        : base(string.Create(CultureInfo.InvariantCulture, $"{function} returned {code} ({text})")) =>
        (Function, Code) = (function, code);

    /// <summary>Says what went wrong.</summary>
    public NvmlException(string message)
        : base(message)
    {
    }

    /// <summary>Says what went wrong and what caused it.</summary>
    public NvmlException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>Says nothing.</summary>
    public NvmlException()
    {
    }

    /// <summary>The function that failed.</summary>
    public string Function { get; } = string.Empty;

    /// <summary>What it returned, by the numbers of <c>nvml.h</c>.</summary>
    public int Code { get; }
}

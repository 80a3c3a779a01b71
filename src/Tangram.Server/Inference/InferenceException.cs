namespace Tangram.Server.Inference;

/// <summary>A call was not carried out; the message is for the client.</summary>
internal sealed class InferenceException : Exception
{
    public InferenceException(InferenceFault fault, string message, TimeSpan retryAfter = default, Exception? inner = null)
        : base(message, inner) => (Fault, RetryAfter) = (fault, retryAfter);

    public InferenceException()
    {
    }

    public InferenceException(string message)
        : base(message)
    {
    }

    public InferenceException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>What kind of fault.</summary>
    public InferenceFault Fault { get; } = InferenceFault.Failed;

    /// <summary>When to try again, where it is <see cref="InferenceFault.Unavailable"/>.</summary>
    public TimeSpan RetryAfter { get; }

    /// <summary>Triton's words for a model that is not served.</summary>
    public static InferenceException UnknownModel(string model, string version) => new(
        InferenceFault.NotFound,
        version.Length > 0 ? $"Request for unknown model: '{model}' version {version} is not found" : $"Request for unknown model: '{model}' is not found");
}

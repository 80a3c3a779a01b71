namespace Tangram.Scheduling;

/// <summary>Whether a request may come in.</summary>
/// <param name="IsAccepted">True to accept.</param>
/// <param name="Reason">Why it was refused; empty if it was not.</param>
/// <param name="RetryAfter">How long a refused client should wait.</param>
public readonly record struct AdmissionDecision(bool IsAccepted, string Reason, TimeSpan RetryAfter)
{
    /// <summary>Accepts.</summary>
    public static AdmissionDecision Accept { get; } = new(true, string.Empty, TimeSpan.Zero);

    /// <summary>Refuses.</summary>
    public static AdmissionDecision Refuse(string reason, TimeSpan retryAfter) => new(false, reason, retryAfter);
}

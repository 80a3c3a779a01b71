namespace Tangram.Planning.Verifying;

/// <summary>What a verified plan was made with otherwise than asked.</summary>
[Flags]
public enum VerifyingChange
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The queueing factors: which latency is allowed.</summary>
    QueueingFactors = 1,

    /// <summary>The reserve: how much throughput is left free.</summary>
    Reserve = 2,
}

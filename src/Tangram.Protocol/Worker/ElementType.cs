namespace Tangram.Protocol.Worker;

/// <summary>What a payload's elements are.</summary>
public enum ElementType
{
    /// <summary>The frame has no tensor, or its payload is plain bytes.</summary>
    None = 0,

    /// <summary>IEEE 754 binary32, little-endian.</summary>
    Fp32 = 1,
}

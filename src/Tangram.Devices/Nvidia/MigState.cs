namespace Tangram.Devices.Nvidia;

/// <summary>Whether a GPU can be cut.</summary>
public enum MigState
{
    /// <summary>The GPU has no Multi-Instance GPU.</summary>
    Unsupported,

    /// <summary>It has, but it is switched off.</summary>
    Disabled,

    /// <summary>It is off until the GPU is reset, then on.</summary>
    Enabling,

    /// <summary>It is on.</summary>
    Enabled,
}

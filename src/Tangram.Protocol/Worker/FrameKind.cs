namespace Tangram.Protocol.Worker;

/// <summary>What a frame says: commands go to the worker, answers come from it.</summary>
public enum FrameKind
{
    /// <summary>No frame has this kind.</summary>
    None = 0,

    /// <summary>Command: the server introduces itself.</summary>
    Hello = 1,

    /// <summary>Command: load a variant.</summary>
    Load = 2,

    /// <summary>Command: drop a variant.</summary>
    Unload = 3,

    /// <summary>Command: run a batch of zeros and throw its output away.</summary>
    WarmUp = 4,

    /// <summary>Command: run a batch.</summary>
    Run = 5,

    /// <summary>Command: receive the payload and answer how long it was.</summary>
    Ping = 6,

    /// <summary>Command: tell memory use.</summary>
    Stats = 7,

    /// <summary>Command: answer, then exit.</summary>
    Shutdown = 8,

    /// <summary>Answer to <see cref="Hello"/>.</summary>
    Ready = 65,

    /// <summary>Answer to <see cref="Load"/>.</summary>
    Loaded = 66,

    /// <summary>Answer to a command that has nothing to tell.</summary>
    Done = 67,

    /// <summary>Answer to <see cref="Run"/> and <see cref="WarmUp"/>.</summary>
    Ran = 68,

    /// <summary>Answer to <see cref="Ping"/>.</summary>
    Pong = 69,

    /// <summary>Answer to <see cref="Stats"/>.</summary>
    Memory = 70,

    /// <summary>Answer to a command that failed.</summary>
    Failed = 71,
}

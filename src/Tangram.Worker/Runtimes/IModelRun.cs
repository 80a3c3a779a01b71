using Tangram.Protocol.Worker.Messages;

namespace Tangram.Worker.Runtimes;

/// <summary>One batch that ran. Its output lives until it is disposed.</summary>
internal interface IModelRun : IDisposable
{
    /// <summary>When it ran, for how long, and the output's shape.</summary>
    BatchRan Outcome { get; }

    /// <summary>The output, in the runtime's own memory.</summary>
    ReadOnlySpan<byte> Output { get; }
}

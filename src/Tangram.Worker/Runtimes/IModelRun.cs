using Tangram.Protocol.Worker.Messages;

namespace Tangram.Worker.Runtimes;

/// <summary>One batch that ran. Its outputs live until it is disposed.</summary>
internal interface IModelRun : IDisposable
{
    /// <summary>When it ran, for how long, and what the outputs are.</summary>
    BatchRan Outcome { get; }

    /// <summary>An output's elements as they travel, in the runtime's own memory where they lie there so.</summary>
    /// <param name="index">Its place in the outcome, from 0.</param>
    ReadOnlySpan<byte> Output(int index);
}

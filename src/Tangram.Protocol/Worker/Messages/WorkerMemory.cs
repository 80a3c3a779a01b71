namespace Tangram.Protocol.Worker.Messages;

/// <summary>How much memory a worker uses.</summary>
/// <param name="ResidentBytes">Resident now.</param>
/// <param name="PeakResidentBytes">Most that was ever resident.</param>
public sealed record WorkerMemory(long ResidentBytes, long PeakResidentBytes) : IMessage<WorkerMemory>
{
    /// <inheritdoc/>
    public static FrameKind Kind => FrameKind.Memory;

    /// <inheritdoc/>
    public void Write(ref FieldWriter fields)
    {
        fields.Number(ResidentBytes);
        fields.Number(PeakResidentBytes);
    }

    /// <inheritdoc/>
    public static WorkerMemory Read(ref FieldReader fields) => new(fields.Number(), fields.Number());
}

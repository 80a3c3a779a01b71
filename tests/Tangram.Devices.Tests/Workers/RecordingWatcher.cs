using System.Threading.Channels;
using Tangram.Devices.Workers;

namespace Tangram.Devices.Tests.Workers;

/// <summary>Writes down what a supervised worker tells.</summary>
internal sealed class RecordingWatcher : IWorkerWatcher
{
    private readonly Channel<string> _events = Channel.CreateUnbounded<string>();

    public void Ready(SupervisedWorker worker) => _events.Writer.TryWrite("ready");

    public void Lost(SupervisedWorker worker, string reason) => _events.Writer.TryWrite("lost: " + reason);

    public void RestartFailed(SupervisedWorker worker, string reason) => _events.Writer.TryWrite("restart failed: " + reason);

    public async Task<string> NextAsync() =>
        await _events.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Angle.Patience, TestContext.Current.CancellationToken);

    public bool IsSilent => !_events.Reader.TryPeek(out _);
}

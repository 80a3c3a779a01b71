using System.Globalization;
using System.Text;
using Tangram.Prediction.Observations;

namespace Tangram.Server.Learning;

/// <summary>Appends observations to <c>observations.csv</c>, and begins a new file where it has become large.</summary>
/// <remarks>
/// A full file becomes FILE.1, that before it FILE.2 and so on; the oldest is removed. Each file has its header. Where writing fails, as on a full disk, it says so once and
/// writes nothing more: serving does not depend on it. For one thread.
/// </remarks>
internal sealed class ObservationLog : IDisposable
{
    private const int KeptFiles = 4;

    private readonly string _path;
    private readonly string _run;
    private readonly long _mostBytes;
    private readonly Action<IOException> _failed;
    private StreamWriter? _writer;

    /// <param name="path">The file; what is there is kept as FILE.1.</param>
    /// <param name="run">Makes the batches' identifiers unique among runs of the server.</param>
    /// <param name="failed">Told once, where it cannot be written any more.</param>
    /// <param name="mostBytes">Size from which on a file counts as large.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public ObservationLog(string path, string run, Action<IOException> failed, long mostBytes = 64 << 20)
    {
        (_path, _run, _failed, _mostBytes) = (path, run, failed, mostBytes);
        Begin();
    }

    /// <summary>Appends an observation.</summary>
    public void Write(Observation observation) => Try(writer =>
    {
        ObservationText.Write(writer, observation with { Batch = $"{_run}-{observation.Batch}" });
        if (writer.BaseStream.Position >= _mostBytes)
        {
            writer.Dispose();
            Begin();
        }
    });

    /// <summary>Hands on what was written so far.</summary>
    public void Flush() => Try(writer => writer.Flush());

    public void Dispose() => Try(writer =>
    {
        writer.Dispose();
        _writer = null;
    });

    private void Try(Action<StreamWriter> write)
    {
        try
        {
            if (_writer is { } writer)
            {
                write(writer);
            }
        }
        catch (IOException fault)
        {
            _writer = null;
            _failed(fault);
        }
    }

    private void Begin()
    {
        if (File.Exists(_path) && !IsDevice)
        {
            for (var older = KeptFiles - 2; older > 0; older--)
            {
                if (File.Exists(Numbered(older)))
                {
                    File.Move(Numbered(older), Numbered(older + 1), overwrite: true);
                }
            }

            File.Move(_path, Numbered(1), overwrite: true);
        }

        _writer = new StreamWriter(_path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        ObservationText.WriteHeader(_writer);
    }

    // A device, such as /dev/stdout, is written to as it is.
    private bool IsDevice => _path.StartsWith("/dev/", StringComparison.Ordinal);

    private string Numbered(int older) => $"{_path}.{older.ToString(CultureInfo.InvariantCulture)}";
}

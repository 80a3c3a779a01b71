namespace Tangram.Devices.Workers;

/// <summary>The last lines a worker wrote to its standard error.</summary>
internal sealed class ErrorTail
{
    private const int MaxLines = 8;
    private readonly Lock _gate = new();
    private readonly Queue<string> _lines = new();

    /// <summary>Takes in a line; null and empty ones are left out.</summary>
    public void Add(string? line)
    {
        if (string.IsNullOrWhiteSpace(line))
        {
            return;
        }

        lock (_gate)
        {
            _lines.Enqueue(line.Trim());
            if (_lines.Count > MaxLines)
            {
                _lines.Dequeue();
            }
        }
    }

    /// <summary>The lines on one line, after a separator; empty where there are none.</summary>
    public override string ToString()
    {
        lock (_gate)
        {
            return _lines.Count == 0 ? "" : "; it said: " + string.Join(" / ", _lines);
        }
    }
}

using System.Globalization;
using Tangram.Core.Files;

namespace Tangram.Server.Repository;

/// <summary>What reading one tree finds besides its values.</summary>
/// <param name="isJson">Whether the tree was JSON, where text may stand for numbers and words.</param>
internal sealed class ProtoReading(bool isJson)
{
    private readonly List<Fault> _faults = [];
    private readonly List<string> _notes = [];

    /// <summary>Whether text may stand for numbers and words.</summary>
    public bool IsJson => isJson;

    /// <summary>What is wrong.</summary>
    public IReadOnlyList<Fault> Faults => _faults;

    /// <summary>What was passed over, one line each.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>Where a line is, in words; empty where it is not known.</summary>
    public static string Place(int line) => line == 0 ? string.Empty : string.Create(CultureInfo.InvariantCulture, $"line {line}");

    /// <summary>Records that something is wrong.</summary>
    public void Refuse(int line, string message) => _faults.Add(new Fault(Place(line), message));

    /// <summary>Records that something is passed over.</summary>
    public void Note(int line, string message) => _notes.Add(new Fault(Place(line), message).ToString());
}

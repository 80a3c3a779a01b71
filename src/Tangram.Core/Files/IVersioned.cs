namespace Tangram.Core.Files;

/// <summary>The content of a file that says which version of its format it has.</summary>
public interface IVersioned
{
    /// <summary>The format's version.</summary>
    int Version { get; }
}

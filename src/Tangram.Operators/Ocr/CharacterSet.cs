namespace Tangram.Operators.Ocr;

/// <summary>What each class of the recogniser stands for: nothing, a key of the list, or a space at the end.</summary>
internal sealed class CharacterSet
{
    private readonly string[] _characters;

    /// <summary>The characters of classes 1 and up; class 0 is the blank of CTC.</summary>
    public CharacterSet(IEnumerable<string> keys) => _characters = ["", .. keys, " "];

    /// <summary>Number of classes, the blank included.</summary>
    public int Count => _characters.Length;

    /// <summary>The text of a class; empty for the blank.</summary>
    public string this[int index] => _characters[index];

    /// <summary>Reads a key list: one character per line, in the order of the classes.</summary>
    /// <exception cref="FormatException">The setting is missing or names no file that can be read.</exception>
    public static CharacterSet Load(string? path)
    {
        if (path is null)
        {
            throw new FormatException("keys: missing; the path of the recogniser's key list, such as ppocr_keys_v1.txt, is expected");
        }

        try
        {
            return new CharacterSet(File.ReadAllLines(path));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new FormatException($"keys: '{path}' cannot be read: {fault.Message}", fault);
        }
    }
}

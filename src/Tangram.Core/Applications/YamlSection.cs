using System.Globalization;
using Tangram.Core.Files;
using YamlDotNet.RepresentationModel;

namespace Tangram.Core.Applications;

/// <summary>One mapping of a YAML file, read strictly: every key is asked for once, and what nobody asked for is a fault.</summary>
/// <remarks>Faults are collected, never thrown; a reader goes on with a stand-in value so that all of them are found.</remarks>
internal sealed class YamlSection
{
    private readonly YamlMappingNode? _node;
    private readonly string _path;
    private readonly List<Fault> _faults;
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    public YamlSection(YamlNode? node, string path, List<Fault> faults)
    {
        (_node, _path, _faults) = (node as YamlMappingNode, path, faults);
        if (_node is null)
        {
            faults.Add(new Fault(path, "is not a section of keys and values"));
        }
    }

    /// <summary>The keys, in the order written.</summary>
    public IEnumerable<string> Keys => _node is null ? [] : _node.Children.Keys.OfType<YamlScalarNode>().Select(k => k.Value ?? string.Empty);

    public string PathOf(string key) => _path.Length == 0 ? key : $"{_path}.{key}";

    public void Refuse(string key, string message) => _faults.Add(new Fault(PathOf(key), message));

    public bool Has(string key) => Node(key) is not null;

    /// <summary>The text under a key, without asking for it: whatever is wrong with it is left to who asks.</summary>
    public string? Peek(string key) => _node is not null && _node.Children.TryGetValue(new YamlScalarNode(key), out var found) ? (found as YamlScalarNode)?.Value : null;

    public string Text(string key)
    {
        if (OptionalText(key) is { } text)
        {
            return text;
        }

        if (!Has(key))
        {
            Refuse(key, "is missing");
        }

        return string.Empty;
    }

    public string? OptionalText(string key)
    {
        switch (Node(key))
        {
            case null:
                return null;
            case YamlScalarNode { Value: { Length: > 0 } value }:
                return value;
            default:
                Refuse(key, "is not a text");
                return null;
        }
    }

    public double Number(string key, double above, double max)
    {
        if (!Has(key))
        {
            Refuse(key, "is missing");
            return max;
        }

        return OptionalNumber(key, above, max) ?? max;
    }

    /// <summary>A number above a bound, or null where it is not given or refused.</summary>
    public double? OptionalNumber(string key, double above, double max) => OptionalNumber(key, value => value > above, "above", above, max);

    /// <summary>A number from a bound on, or null where it is not given or refused.</summary>
    public double? OptionalNumberFrom(string key, double min, double max) => OptionalNumber(key, value => value >= min, "of at least", min, max);

    /// <summary>A whole number within bounds, or null where it is not given or refused.</summary>
    public int? OptionalWholeNumber(string key, int min, int max)
    {
        if (OptionalText(key) is not { } text)
        {
            return null;
        }

        if (int.TryParse(text, min < 0 ? NumberStyles.AllowLeadingSign : NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max)
        {
            return value;
        }

        Refuse(key, string.Create(CultureInfo.InvariantCulture, $"'{text}' is not a whole number from {min} to {max}"));
        return null;
    }

    public bool Flag(string key)
    {
        switch (OptionalText(key))
        {
            case null or "false":
                return false;
            case "true":
                return true;
            case { } text:
                Refuse(key, $"'{text}' is neither true nor false");
                return false;
        }
    }

    /// <summary>As <see cref="Flag"/>, and must be there.</summary>
    public bool RequiredFlag(string key)
    {
        if (!Has(key))
        {
            Refuse(key, "is missing");
        }

        return Flag(key);
    }

    public YamlSection Section(string key)
    {
        if (Has(key))
        {
            return new YamlSection(Node(key), PathOf(key), _faults);
        }

        Refuse(key, "is missing");
        return new YamlSection(new YamlMappingNode(), PathOf(key), []);
    }

    public YamlSection? OptionalSection(string key) => Has(key) ? Section(key) : null;

    public IReadOnlyList<YamlSection> Sections(string key, bool required)
    {
        var items = Items(key, required);
        return [.. items.Select((item, i) => new YamlSection(item, $"{PathOf(key)}[{i}]", _faults))];
    }

    /// <summary>A list of whole numbers of at least 1.</summary>
    public IReadOnlyList<int> Sizes(string key)
    {
        var sizes = new List<int>();
        foreach (var item in Items(key, required: true))
        {
            if (item is YamlScalarNode { Value: { } text } && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size is >= 1 and <= 1 << 16)
            {
                sizes.Add(size);
            }
            else
            {
                _faults.Add(new Fault($"{PathOf(key)}[{sizes.Count}]", $"'{item}' is not a whole number from 1 to 65536"));
                sizes.Add(1);
            }
        }

        return sizes;
    }

    /// <summary>A list of whole numbers within bounds.</summary>
    /// <param name="key">The key.</param>
    /// <param name="min">The least.</param>
    /// <param name="max">The most.</param>
    /// <param name="right">What would be right, in words.</param>
    public IReadOnlyList<int> WholeNumbers(string key, int min, int max, string right)
    {
        if (Node(key) is YamlSequenceNode { Children: [_, ..] items })
        {
            var numbers = items.Select(i => i is YamlScalarNode { Value: { } text } && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max ? number : (int?)null).ToList();
            if (!numbers.Contains(null))
            {
                return [.. numbers.OfType<int>()];
            }
        }

        Refuse(key, Has(key) ? $"is not {right}" : $"is missing; give {right}");
        return [];
    }

    /// <summary>One text or a list of texts; none where it is not given.</summary>
    public IReadOnlyList<string> TextOrTexts(string key)
    {
        switch (Node(key))
        {
            case null:
                return [];
            case YamlScalarNode { Value: { Length: > 0 } only }:
                return [only];
            case YamlSequenceNode list when list.Children.All(i => i is YamlScalarNode { Value.Length: > 0 }):
                return [.. list.Children.OfType<YamlScalarNode>().Select(i => i.Value!)];
            default:
                Refuse(key, "is neither a text nor a list of texts");
                return [];
        }
    }

    /// <summary>Reports every key that nobody asked for.</summary>
    public void RefuseTheRest()
    {
        foreach (var key in Keys.Where(k => !_asked.Contains(k)))
        {
            Refuse(key, $"is not known; known here: {string.Join(", ", _asked.Order(StringComparer.Ordinal))}");
        }
    }

    private double? OptionalNumber(string key, Func<double, bool> isHighEnough, string bound, double least, double max)
    {
        if (OptionalText(key) is not { } text)
        {
            return null;
        }

        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && isHighEnough(value) && value <= max)
        {
            return value;
        }

        Refuse(key, string.Create(CultureInfo.InvariantCulture, $"'{text}' is not a number {bound} {least} and at most {max}"));
        return null;
    }

    private IReadOnlyList<YamlNode> Items(string key, bool required)
    {
        switch (Node(key))
        {
            case YamlSequenceNode sequence when sequence.Children.Count > 0 || !required:
                return [.. sequence.Children];
            case null when !required:
                return [];
            case null:
                Refuse(key, "is missing");
                return [];
            default:
                Refuse(key, "is not a list with at least one entry");
                return [];
        }
    }

    private YamlNode? Node(string key)
    {
        _asked.Add(key);
        return _node is not null && _node.Children.TryGetValue(new YamlScalarNode(key), out var found) ? found : null;
    }
}

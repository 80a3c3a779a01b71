using System.Globalization;
using Google.Protobuf;

namespace Tangram.Server.Tests.Tracing;

/// <summary>A span as it came to a collector.</summary>
/// <param name="Trace">Id of its trace, as hexadecimal digits, as are all ids.</param>
/// <param name="Id">Its own.</param>
/// <param name="Parent">Its parent's; empty where it has none.</param>
/// <param name="Name">Its name.</param>
/// <param name="Start">When it began, in nanoseconds.</param>
/// <param name="End">When it ended.</param>
internal sealed record SentSpan(string Trace, string Id, string Parent, string Name, ulong Start, ulong End)
{
    /// <summary>What is said of it, numbers as text.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>2 where it is marked as failed.</summary>
    public ulong Status { get; init; }

    /// <summary>The spans of an <c>ExportTraceServiceRequest</c>.</summary>
    public static IEnumerable<SentSpan> ReadAll(byte[] request) =>
        from resource in Fields(request).Where(f => f.Number == 1)
        from scope in Fields(resource.Content).Where(f => f.Number == 2)
        from span in Fields(scope.Content).Where(f => f.Number == 2)
        select Read(Fields(span.Content));

    /// <summary>The name that the first resource of a request has.</summary>
    public static string ServiceOf(byte[] request) =>
        AttributesOf(Fields(Fields(Fields(request)[0].Content).First(f => f.Number == 1).Content).Where(f => f.Number == 1))["service.name"];

    private static SentSpan Read(IReadOnlyList<Field> span)
    {
        return new SentSpan(Hex(1), Hex(2), Hex(4), span.Single(f => f.Number == 5).Content.ToStringUtf8(), One(7), One(8))
        {
            Attributes = AttributesOf(span.Where(f => f.Number == 9)),
            Status = span.Where(f => f.Number == 15).SelectMany(s => Fields(s.Content)).Where(f => f.Number == 3).Select(f => f.Value).SingleOrDefault(),
        };

        string Hex(int number) => Convert.ToHexStringLower(span.SingleOrDefault(f => f.Number == number)?.Content.ToByteArray() ?? []);

        ulong One(int number) => span.Single(f => f.Number == number).Value;
    }

    private static Dictionary<string, string> AttributesOf(IEnumerable<Field> entries) =>
        entries.Select(e => Fields(e.Content)).ToDictionary(e => e[0].Content.ToStringUtf8(), e => TextOf(Fields(e[1].Content)[0]), StringComparer.Ordinal);

    private static string TextOf(Field value) => value.Number switch
    {
        1 => value.Content.ToStringUtf8(),
        4 => BitConverter.UInt64BitsToDouble(value.Value).ToString(CultureInfo.InvariantCulture),
        _ => value.Value.ToString(CultureInfo.InvariantCulture),
    };

    private static List<Field> Fields(ByteString message) => Fields(message.ToByteArray());

    private static List<Field> Fields(byte[] message)
    {
        var fields = new List<Field>();
        var input = new CodedInputStream(message);
        for (var tag = input.ReadTag(); tag != 0; tag = input.ReadTag())
        {
            fields.Add(WireFormat.GetTagWireType(tag) switch
            {
                WireFormat.WireType.LengthDelimited => new Field(WireFormat.GetTagFieldNumber(tag), 0, input.ReadBytes()),
                WireFormat.WireType.Fixed64 => new Field(WireFormat.GetTagFieldNumber(tag), input.ReadFixed64(), ByteString.Empty),
                WireFormat.WireType.Fixed32 => new Field(WireFormat.GetTagFieldNumber(tag), input.ReadFixed32(), ByteString.Empty),
                _ => new Field(WireFormat.GetTagFieldNumber(tag), input.ReadUInt64(), ByteString.Empty),
            });
        }

        return fields;
    }

    private sealed record Field(int Number, ulong Value, ByteString Content);
}

using System.Globalization;

namespace Tangram.Scenarios.Serving;

/// <summary>A server's page of metrics.</summary>
/// <param name="Lines">Its lines.</param>
internal sealed record MetricsPage(IReadOnlyList<string> Lines)
{
    /// <summary>Bytes that the server has allocated since it started.</summary>
    public double AllocatedBytes => Value("tangram_process_allocated_bytes_total ");

    /// <summary>Reads it.</summary>
    public static async Task<MetricsPage> ReadAsync(Uri address)
    {
        using var client = new HttpClient();
        return new MetricsPage((await client.GetStringAsync(address)).Split('\n'));
    }

    /// <summary>Requests to a model that were answered.</summary>
    public double Answered(string model) => Value($"nv_inference_request_success{{model=\"{model}\"");

    private double Value(string start)
    {
        var line = Lines.First(l => l.StartsWith(start, StringComparison.Ordinal));
        return double.Parse(line.AsSpan(line.LastIndexOf(' ') + 1), CultureInfo.InvariantCulture);
    }
}

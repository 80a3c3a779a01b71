using System.Globalization;
using Tangram.Cli.Demos;

namespace Tangram.Scenarios.Serving;

/// <summary>Whether memory stays as it is under a load that does.</summary>
internal static class Soak
{
    private const double GrowthLimit = 1.10;
    private const int Connections = 8;
    private const int Rows = 15;

    /// <summary>Measures.</summary>
    /// <param name="checks">Where figures go.</param>
    /// <param name="server">Serves the test models.</param>
    /// <param name="time">For how long.</param>
    public static async Task MeasureAsync(Checks checks, ServerProcess server, TimeSpan time)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"soak: {time} of requests to the tiny model over {Connections} connections; resident MiB, after seconds"));
        var others = new OtherPrograms();
        var load = Wrk.RunAsync(TinyModel.At(server.Address), TinyModel.Request, Connections, time.TotalSeconds);
        var samples = new List<(double Server, double Workers, MetricsPage Page)>();
        for (var i = 1; i <= Rows; i++)
        {
            await Task.Delay(time / Rows * 0.99);
            var workers = ProcessTree.Of(server.Id).Where(id => id != server.Id).Sum(ProcessTree.ResidentMiB);
            samples.Add((ProcessTree.ResidentMiB(server.Id), workers, await MetricsPage.ReadAsync(server.MetricsAddress)));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"      {time.TotalSeconds / Rows * i,6:0}  server {samples[^1].Server,7:0.0}  workers {samples[^1].Workers,7:0.0}"));
        }

        var sent = await load;
        checks.AtMost("requests that were not answered with 2xx", sent.Failed, 0, "");
        checks.AtMost("server's memory, last third over middle third", Growth(s => s.Server), GrowthLimit, "x");
        checks.AtMost("workers' memory, last third over middle third", Growth(s => s.Workers), GrowthLimit, "x");
        var (first, last) = (samples[Rows / 3].Page, samples[^1].Page);
        Checks.Tell("allocated by the server for each request", (last.AllocatedBytes - first.AllocatedBytes) / (last.Answered(TinyModel.Name) - first.Answered(TinyModel.Name)), "B");
        Checks.Tell("requests", sent.PerSecond, "1/s");
        Checks.Tell("cores that other programs took", others.Share() * 100, "%");

        double Growth(Func<(double Server, double Workers, MetricsPage Page), double> of) =>
            samples.Skip(Rows * 2 / 3).Average(of) / samples.Skip(Rows / 3).Take(Rows / 3).Average(of);
    }
}

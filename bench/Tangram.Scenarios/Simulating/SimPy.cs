using System.Diagnostics;
using System.Globalization;

namespace Tangram.Scenarios.Simulating;

/// <summary>The same queue in SimPy, which Debian packages as python3-simpy.</summary>
internal static class SimPy
{
    private const string Program = """
        import random, sys, time, simpy
        servers, load, customers = int(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3])
        random.seed(1)
        mean, waited = 0.01, 0.0
        rate = load * servers / mean

        def customer(env, queue):
            global waited
            arrived = env.now
            with queue.request() as turn:
                yield turn
                waited += env.now - arrived
                yield env.timeout(random.expovariate(1 / mean))

        def source(env, queue):
            for _ in range(customers):
                yield env.timeout(random.expovariate(rate))
                env.process(customer(env, queue))

        env = simpy.Environment()
        queue = simpy.Resource(env, capacity=servers)
        env.process(source(env, queue))
        began = time.perf_counter()
        env.run()
        print(customers / (time.perf_counter() - began))
        """;

    /// <summary>Customers a second of wall time; null where there is no SimPy.</summary>
    public static double? EventsPerSecond(int servers, double load, int customers)
    {
        var start = new ProcessStartInfo("python3") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in (string[])["-c", Program, servers.ToString(CultureInfo.InvariantCulture), load.ToString(CultureInfo.InvariantCulture), customers.ToString(CultureInfo.InvariantCulture)])
        {
            start.ArgumentList.Add(argument);
        }

        using var python = Start(start);
        if (python is null)
        {
            return null;
        }

        var output = python.StandardOutput.ReadToEnd();
        python.WaitForExit();
        return python.ExitCode == 0 ? double.Parse(output, CultureInfo.InvariantCulture) : null;
    }

    private static Process? Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}

using System.Diagnostics;
using System.Globalization;

namespace Tangram.Scenarios.Simulating;

/// <summary>The same queue in SimPy, which Debian packages as python3-simpy (2.3.1).</summary>
internal static class SimPy
{
    // Debian's package is SimPy 2, for Debian's own Python.
    private const string Python = "/usr/bin/python3";

    private const string Program = """
        import random, sys, time
        from SimPy.Simulation import Simulation, Process, Resource, hold, request, release
        servers, load, customers = int(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3])
        random.seed(1)
        mean = 0.01
        rate = load * servers / mean
        waited = 0.0

        class Customer(Process):
            def visit(self):
                global waited
                arrived = self.sim.now()
                yield request, self, self.sim.queue
                waited += self.sim.now() - arrived
                yield hold, self, random.expovariate(1 / mean)
                yield release, self, self.sim.queue

        class Source(Process):
            def generate(self):
                for _ in range(customers):
                    yield hold, self, random.expovariate(rate)
                    customer = Customer(sim=self.sim)
                    self.sim.activate(customer, customer.visit())

        sim = Simulation()
        sim.initialize()
        sim.queue = Resource(capacity=servers, sim=sim)
        source = Source(sim=sim)
        sim.activate(source, source.generate())
        began = time.process_time()
        sim.simulate(until=1e12)
        print(customers / (time.process_time() - began))
        """;

    /// <summary>Customers a second of its core's time; null where there is no SimPy.</summary>
    public static double? EventsPerSecond(int servers, double load, int customers)
    {
        var start = new ProcessStartInfo(Python) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
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

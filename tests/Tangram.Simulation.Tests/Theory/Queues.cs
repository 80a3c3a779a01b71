namespace Tangram.Simulation.Tests.Theory;

/// <summary>What queueing theory says about queues that a simulation is checked against: Poisson arrivals, first come first served, a room without limit.</summary>
/// <remarks>Times are in the unit whose inverse the rates have; waits leave the service out. A queue whose servers are not enough is refused.</remarks>
internal static class Queues
{
    /// <summary>The share of time that each of some servers is busy.</summary>
    public static double Utilisation(double arrivalRate, double meanService, int servers = 1)
    {
        var utilisation = arrivalRate * meanService / servers;
        return utilisation is >= 0 and < 1 ? utilisation : throw new ArgumentOutOfRangeException(nameof(arrivalRate), utilisation, "the utilisation is from 0 to below 1");
    }

    /// <summary>The mean wait with one server and exponential service, M/M/1: ρ / (μ − λ).</summary>
    public static double MeanWaitMM1(double arrivalRate, double serviceRate) =>
        Utilisation(arrivalRate, 1 / serviceRate) / (serviceRate - arrivalRate);

    /// <summary>The probability that an arrival has to wait with c servers and exponential service, M/M/c: Erlang's C formula, by his B formula's recurrence.</summary>
    public static double ErlangC(double arrivalRate, double serviceRate, int servers)
    {
        var (offered, utilisation) = (arrivalRate / serviceRate, Utilisation(arrivalRate, 1 / serviceRate, servers));
        var blocked = 1.0;
        for (var c = 1; c <= servers; c++)
        {
            blocked = offered * blocked / (c + (offered * blocked));
        }

        return blocked / (1 - (utilisation * (1 - blocked)));
    }

    /// <summary>The mean wait with c servers and exponential service, M/M/c: C / (c·μ − λ).</summary>
    public static double MeanWaitMMc(double arrivalRate, double serviceRate, int servers) =>
        ErlangC(arrivalRate, serviceRate, servers) / ((servers * serviceRate) - arrivalRate);

    /// <summary>The mean wait with one server and a service that always takes the same time, M/D/1: ρ·s / (2·(1 − ρ)).</summary>
    public static double MeanWaitMD1(double arrivalRate, double service) => MeanWaitMG1(arrivalRate, service, serviceVariance: 0);

    /// <summary>The mean wait with one server and any service, M/G/1: λ·E[S²] / (2·(1 − ρ)), Pollaczek and Khinchine's formula.</summary>
    public static double MeanWaitMG1(double arrivalRate, double meanService, double serviceVariance) =>
        arrivalRate * (serviceVariance + (meanService * meanService)) / (2 * (1 - Utilisation(arrivalRate, meanService)));

    /// <summary>The mean wait with c servers and a service that always takes the same time, M/D/c: Crommelin's series.</summary>
    /// <remarks>
    /// s · Σ over i from 1 of P(N ≥ i·c) − P(N &gt; i·c) / ρ, where N is Poisson-distributed with mean i·λ·s (C. D. Crommelin, "Delay probability formulae when the
    /// holding times are constant", Post Office Electrical Engineers' Journal 25, 1932).
    /// </remarks>
    public static double MeanWaitMDc(double arrivalRate, double service, int servers)
    {
        var (utilisation, sum) = (Utilisation(arrivalRate, service, servers), 0.0);
        for (var i = 1; i < 100_000; i++)
        {
            var (mean, first) = (i * arrivalRate * service, i * servers);
            var beyond = PoissonAbove(mean, first);
            var term = Poisson(mean, first) + beyond - (beyond / utilisation);
            sum += term;
            if (term < 1e-14)
            {
                break;
            }
        }

        return service * sum;
    }

    /// <summary>Mean waits with one server, any service and priorities, in the order of the classes: W0 / ((1 − σ before) · (1 − σ with it)); a service that began is not interrupted.</summary>
    /// <remarks>W0 is the mean rest of what runs, and σ the load of the classes up to one (A. Cobham, "Priority assignment in waiting line problems", Operations Research 2, 1954).</remarks>
    /// <param name="arrivalRates">By class, the first before the others.</param>
    /// <param name="meanService">The same for all.</param>
    /// <param name="serviceVariance">The same for all.</param>
    public static double[] MeanWaitsByPriority(IReadOnlyList<double> arrivalRates, double meanService, double serviceVariance)
    {
        _ = Utilisation(arrivalRates.Sum(), meanService);
        var rest = arrivalRates.Sum() * (serviceVariance + (meanService * meanService)) / 2;
        return [.. arrivalRates.Select((_, k) => rest / ((1 - (arrivalRates.Take(k).Sum() * meanService)) * (1 - (arrivalRates.Take(k + 1).Sum() * meanService))))];
    }

    private static double PoissonAbove(double mean, int k)
    {
        var (sum, term) = (0.0, Poisson(mean, k + 1));
        for (var j = k + 1; term > 1e-18; j++)
        {
            sum += term;
            term *= mean / (j + 1);
        }

        return sum;
    }

    private static double Poisson(double mean, int k) => Math.Exp((k * Math.Log(mean)) - mean - LogFactorial(k));

    // Stirling's series; exact enough from 10 on.
    private static double LogFactorial(int n)
    {
        var more = 0.0;
        for (; n < 10; n++)
        {
            more += Math.Log(n + 1);
        }

        var inverse = 1.0 / n;
        return (n * Math.Log(n)) - n + (0.5 * Math.Log(2 * Math.PI * n)) + (inverse / 12) - (inverse * inverse * inverse / 360) + (Math.Pow(inverse, 5) / 1260) - more;
    }
}

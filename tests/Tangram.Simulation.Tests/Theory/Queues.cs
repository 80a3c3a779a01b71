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
}

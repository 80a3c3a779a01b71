using Tangram.Scheduling;
using Tangram.Simulation.Randomness;
using Tangram.Simulation.Service;

namespace Tangram.Simulation.Tests.Theory;

/// <summary>A law of service times with the mean and the variance that theory is told.</summary>
/// <param name="Mean">In seconds.</param>
/// <param name="Variance">In seconds squared.</param>
/// <param name="Seconds">Draws one, in seconds.</param>
internal sealed record ServiceLaw(double Mean, double Variance, Func<RandomStream, double> Seconds) : IServiceTimes
{
    /// <summary>Makes every service this many times longer than theory is told.</summary>
    public double Slip { get; init; } = 1;

    public static ServiceLaw Exponential(double mean) => new(mean, mean * mean, stream => stream.Exponential(mean));

    public static ServiceLaw Constant(double mean) => new(mean, 0, _ => mean);

    public static ServiceLaw LogNormal(double mean, double sigma)
    {
        var median = mean * Math.Exp(-sigma * sigma / 2);
        return new ServiceLaw(mean, mean * mean * (Math.Exp(sigma * sigma) - 1), stream => stream.LogNormal(median, sigma));
    }

    /// <summary>Nine in ten short, one in ten long, each exponential.</summary>
    public static ServiceLaw HyperExponential(double mean)
    {
        var (@short, @long) = (mean * 0.5, mean * 5.5);
        return new ServiceLaw(mean, (0.9 * 2 * @short * @short) + (0.1 * 2 * @long * @long) - (mean * mean), stream => stream.Exponential(stream.Bernoulli(0.1) ? @long : @short));
    }

    public TimeSpan Draw(Segment segment, int items, RandomStream stream) => new(Math.Max(1, (long)Math.Round(Seconds(stream) * Slip * TimeSpan.TicksPerSecond)));
}

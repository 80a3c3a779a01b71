namespace Tangram.Simulation.Tests.Theory;

public sealed class QueuesTests
{
    [Fact]
    public void A_textbooks_single_server_has_its_textbook_wait()
    {
        // 2 customers and 3 services per hour: L = 2, W = 1 h, Wq = 40 min (Hillier and Lieberman).
        Assert.Equal(2 / 3.0, Queues.MeanWaitMM1(2, 3), 1e-12);
        Assert.Equal(2 / 3.0, Queues.Utilisation(2, 1 / 3.0), 1e-12);
    }

    [Fact]
    public void Two_servers_for_the_same_customers_wait_for_much_less()
    {
        // The second doctor of the same example: Lq = 1/12, Wq = 1/24 h.
        Assert.Equal(1 / 6.0, Queues.ErlangC(2, 3, 2), 1e-12);
        Assert.Equal(1 / 24.0, Queues.MeanWaitMMc(2, 3, 2), 1e-12);
    }

    [Theory]
    [InlineData(1, 0.5, 0.5)]
    [InlineData(2, 1, 0.3333)]
    [InlineData(3, 2, 0.4444)]
    [InlineData(5, 4, 0.5541)]
    [InlineData(10, 8, 0.4092)]
    [InlineData(20, 15, 0.1604)]
    public void The_probability_of_waiting_is_that_of_Erlangs_tables(int servers, double offered, double expected) =>
        Assert.Equal(expected, Queues.ErlangC(offered, 1, servers), 5e-5);

    [Fact]
    public void Erlangs_formula_is_its_definition()
    {
        // (aᶜ/c!)·(c/(c − a)) over the sum of aᵏ/k! for k below c and the same term.
        var (a, c) = (6.5, 9);
        double Term(int k) => Math.Pow(a, k) / Enumerable.Range(1, k).Aggregate(1.0, (p, i) => p * i);
        var waiting = Term(c) * c / (c - a);

        Assert.Equal(waiting / (Enumerable.Range(0, c).Sum(Term) + waiting), Queues.ErlangC(a, 1, c), 1e-12);
    }

    [Fact]
    public void With_one_server_all_formulas_agree()
    {
        foreach (var rate in (double[])[0, 0.1, 0.5, 0.9, 0.99])
        {
            Assert.Equal(rate, Queues.ErlangC(rate, 1, 1), 1e-12);
            Assert.Equal(Queues.MeanWaitMM1(rate, 1), Queues.MeanWaitMMc(rate, 1, 1), 1e-9);
            Assert.Equal(Queues.MeanWaitMM1(rate, 1), Queues.MeanWaitMG1(rate, 1, serviceVariance: 1), 1e-9);
            Assert.Equal(Queues.MeanWaitMM1(rate, 1) / 2, Queues.MeanWaitMD1(rate, 1), 1e-9);
        }
    }

    [Fact]
    public void A_service_with_spread_waits_as_Pollaczek_and_Khinchine_say()
    {
        // λ = 1/30, mean service 24, standard deviation 20 (Banks et al., Discrete-Event System Simulation): Lq = 2.711.
        Assert.Equal(2.711, Queues.MeanWaitMG1(1 / 30.0, 24, 400) / 30, 0.0005);
        Assert.Equal(0.8 * 24 / 0.4, Queues.MeanWaitMD1(1 / 30.0, 24), 1e-9);
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.8)]
    [InlineData(0.95)]
    public void Crommelins_series_with_one_server_is_Pollaczek_and_Khinchines_formula(double load) =>
        Assert.Equal(Queues.MeanWaitMD1(load, 1), Queues.MeanWaitMDc(load, 1, 1), 1e-9);

    [Theory]
    [InlineData(2, 0.8)]
    [InlineData(4, 0.9)]
    [InlineData(8, 0.7)]
    public void Crommelins_series_is_within_2_percent_of_Cosmetatos_approximation(int servers, double load)
    {
        // Half of M/M/c's wait and a correction (G. P. Cosmetatos, "Approximate explicit formulae for the average queueing time in M/M/r and M/D/r", INFOR 13, 1975).
        var correction = 1 + ((1 - load) * (servers - 1) * (Math.Sqrt(4 + (5 * servers)) - 2) / (16 * servers * load));
        var approximate = Queues.MeanWaitMMc(load * servers, 1, servers) / 2 * correction;

        Assert.Equal(1, Queues.MeanWaitMDc(load * servers, 1, servers) / approximate, 0.02);
    }

    [Fact]
    public void With_priorities_one_class_waits_less_and_all_together_as_long_as_without()
    {
        // Work is conserved: the waits, weighted with the loads, sum up to that of one class (Kleinrock's law).
        var waits = Queues.MeanWaitsByPriority([0.3, 0.5], 1, 1);

        Assert.True(waits[0] < waits[1]);
        Assert.Equal(Queues.MeanWaitMM1(0.8, 1), ((0.3 * waits[0]) + (0.5 * waits[1])) / 0.8, 1e-9);
        Assert.Equal(Queues.MeanWaitMG1(0.8, 1, 1), Assert.Single(Queues.MeanWaitsByPriority([0.8], 1, 1)), 1e-9);
    }

    [Fact]
    public void A_queue_that_grows_without_end_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Queues.MeanWaitMM1(3, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => Queues.MeanWaitMMc(7, 3, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => Queues.MeanWaitMD1(1, 1.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Queues.MeanWaitMDc(2, 1.1, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => Queues.MeanWaitsByPriority([0.5, 0.6], 1, 1));
    }
}

using Tangram.Devices.Workers;
using Tangram.Server.Serving;
using Tangram.Server.Tests.Serving.Fakes;

namespace Tangram.Server.Tests.Serving;

public sealed class RequestExecutorTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(100)]
    public async Task A_request_runs_through_the_whole_graph(int n)
    {
        using var bench = new Bench().WithQuickWorkers();

        var answered = Assert.IsType<Outcome.Answered>(await bench.RunAsync(n, Token));

        Assert.Equal(Numbers.SumOf(n), Numbers.Sum(answered.Results));
        Assert.Equal(n, answered.Results.Count(r => r.Task == "double"));
        Assert.Equal(0, bench.Executor.RequestsInFlight);
    }

    [Fact]
    public async Task A_request_whose_fan_out_is_empty_is_answered()
    {
        using var bench = new Bench().WithQuickWorkers();

        var answered = Assert.IsType<Outcome.Answered>(await bench.RunAsync(0, Token));

        Assert.Equal(["split"], answered.Results.Select(r => r.Task));
    }

    [Fact]
    public async Task A_request_of_which_an_item_was_dropped_is_answered_with_the_rest()
    {
        using var bench = new Bench(partial: new DropsOrdinal(2)).WithQuickWorkers();

        var answered = Assert.IsType<Outcome.Answered>(await bench.RunAsync(4, Token));

        Assert.True(answered.IsPartial);
        Assert.Equal(Numbers.SumOf(4) - 4, Numbers.Sum(answered.Results));
        Assert.Equal(0, bench.Executor.RequestsInFlight);
    }

    [Fact]
    public async Task Waiting_for_company_ends_by_itself()
    {
        using var bench = new Bench(batching: "deadline").WithQuickWorkers();

        Assert.IsType<Outcome.Answered>(await bench.RunAsync(2, Token));
    }

    [Fact]
    public async Task A_batch_whose_worker_died_is_run_again_by_its_successor()
    {
        using var bench = new Bench();
        bench.Executor.Ready(Bench.Process(1), new QuickWorker(1));
        var first = bench.Hold(0);
        var outcome = bench.RunAsync(3, Token);
        var batch = await first.NextAsync();

        bench.Executor.Lost(Bench.Process(0));
        batch.Fail(new WorkerLostException("it died"));
        bench.Executor.Ready(Bench.Process(0), new QuickWorker(0));

        Assert.Equal(Numbers.SumOf(3), Numbers.Sum(Assert.IsType<Outcome.Answered>(await outcome).Results));
    }

    [Fact]
    public async Task Results_that_come_after_their_worker_was_lost_count_once()
    {
        using var bench = new Bench(batch: 1);
        bench.Executor.Ready(Bench.Process(1), new QuickWorker(1));
        var first = bench.Hold(0);
        var outcome = bench.RunAsync(3, Token);
        var batch = await first.NextAsync();
        bench.Executor.Lost(Bench.Process(0));
        var successor = bench.Hold(0);
        var again = await successor.NextAsync();

        batch.Finish();
        again.Finish();

        var answered = Assert.IsType<Outcome.Answered>(await outcome);
        Assert.Equal(["double", "double", "double", "split"], answered.Results.Select(r => r.Task).Order());
        Assert.Equal(0, bench.Executor.RequestsInFlight);
        successor = bench.Hold(0);
        var next = bench.RunAsync(1, Token);
        (await successor.NextAsync()).Finish();
        Assert.IsType<Outcome.Answered>(await next);
    }

    [Fact]
    public async Task An_item_whose_result_came_late_is_not_started_again()
    {
        using var bench = new Bench();
        bench.Executor.Ready(Bench.Process(1), new QuickWorker(1));
        var first = bench.Hold(0);
        var outcome = bench.RunAsync(3, Token);
        var batch = await first.NextAsync();
        bench.Executor.Lost(Bench.Process(0));
        batch.Finish();

        Assert.IsType<Outcome.Answered>(await outcome);
        Assert.All(bench.Executor.QueueLengths(), q => Assert.Equal(0, q.Items));
        bench.Executor.Ready(Bench.Process(0), new QuickWorker(0));
        Assert.IsType<Outcome.Answered>(await bench.RunAsync(2, Token));
    }

    [Fact]
    public async Task A_model_that_fails_fails_its_requests_and_the_next_ones_go_on()
    {
        using var bench = new Bench();
        bench.Executor.Ready(Bench.Process(1), new QuickWorker(1));
        var worker = bench.Hold(0);
        var failing = bench.RunAsync(3, Token);
        (await worker.NextAsync()).Fail(new ModelFailedException("out of memory"));

        Assert.Equal(new Outcome.Failed("segment split-0: out of memory"), await failing);
        var next = bench.RunAsync(2, Token);
        (await worker.NextAsync()).Finish();
        Assert.IsType<Outcome.Answered>(await next);
    }

    [Fact]
    public async Task A_fault_that_nobody_expected_fails_its_requests_and_frees_the_process()
    {
        using var bench = new Bench();
        bench.Executor.Ready(Bench.Process(1), new QuickWorker(1));
        var worker = bench.Hold(0);
        var failing = bench.RunAsync(3, Token);
        (await worker.NextAsync()).Fail(new InvalidOperationException("what is this"));

        Assert.Equal(new Outcome.Failed("segment split-0: the batch could not be run"), await failing);
        var next = bench.RunAsync(2, Token);
        (await worker.NextAsync()).Finish();
        Assert.IsType<Outcome.Answered>(await next);
    }

    [Theory]
    [InlineData(Numbers.BreaksPreparing)]
    [InlineData(Numbers.BreaksInterpreting)]
    public async Task An_operator_that_fails_fails_its_request_and_the_others_of_the_batch_go_on(int broken)
    {
        using var bench = new Bench();
        Task<Outcome>[] outcomes = [bench.RunAsync(2, Token), bench.RunAsync(broken, Token), bench.RunAsync(3, Token)];
        bench.WithQuickWorkers();

        var ended = await Task.WhenAll(outcomes);

        Assert.Equal(Numbers.SumOf(2), Numbers.Sum(Assert.IsType<Outcome.Answered>(ended[0]).Results));
        Assert.Equal("the operator of task split failed on this request", Assert.IsType<Outcome.Failed>(ended[1]).Message);
        Assert.Equal(Numbers.SumOf(3), Numbers.Sum(Assert.IsType<Outcome.Answered>(ended[2]).Results));
        Assert.Equal(0, bench.Executor.RequestsInFlight);
    }

    [Fact]
    public async Task Of_a_request_whose_client_went_away_nothing_is_left()
    {
        using var bench = new Bench();
        using var client = new CancellationTokenSource();
        var worker = bench.Hold(0);
        var running = bench.RunAsync(3, client.Token);
        var waiting = bench.RunAsync(4, client.Token);
        var batch = await worker.NextAsync();

        await client.CancelAsync();

        Assert.Equal(new Outcome.Failed("the client went away"), await running);
        Assert.Equal(new Outcome.Failed("the client went away"), await waiting);
        Assert.Equal(0, bench.Executor.RequestsInFlight);
        Assert.All(bench.Executor.QueueLengths(), q => Assert.Equal(0, q.Items));
        batch.Finish();
        bench.Executor.Ready(Bench.Process(1), new QuickWorker(1));
        var next = bench.RunAsync(1, Token);
        (await worker.NextAsync()).Finish();
        Assert.IsType<Outcome.Answered>(await next);
    }

    [Fact]
    public async Task A_client_that_is_gone_from_the_start_costs_nothing()
    {
        using var bench = new Bench();

        Assert.IsType<Outcome.Failed>(await bench.RunAsync(3, new CancellationToken(canceled: true)));
        Assert.Equal(0, bench.Executor.RequestsInFlight);
    }

    [Fact]
    public async Task A_drain_lets_accepted_requests_finish_and_refuses_others()
    {
        using var bench = new Bench();
        var accepted = bench.RunAsync(3, Token);

        _ = bench.Executor.Drain();

        Assert.Equal("the server is shutting down", Assert.IsType<Outcome.Refused>(await bench.RunAsync(3, Token)).Reason);
        bench.WithQuickWorkers();
        Assert.IsType<Outcome.Answered>(await accepted);
    }

    [Fact]
    public async Task A_full_queue_refuses()
    {
        using var bench = new Bench(queueLimit: 2);
        Task<Outcome>[] accepted = [bench.RunAsync(1, Token), bench.RunAsync(1, Token)];

        var refused = Assert.IsType<Outcome.Refused>(await bench.RunAsync(1, Token));

        Assert.Equal("segment split-0 has 2 items waiting, as many as it may", refused.Reason);
        bench.WithQuickWorkers();
        Assert.All(await Task.WhenAll(accepted), o => Assert.IsType<Outcome.Answered>(o));
    }

    [Fact]
    public async Task A_request_that_cannot_be_in_time_is_refused_or_dropped()
    {
        using var strict = new Bench(admission: "deadline").WithQuickWorkers();
        using var lenient = new Bench(drop: "hopeless");
        var late = lenient.Executor.RunApplicationAsync(3, lenient.Terms(TimeSpan.FromTicks(1)), Token);
        lenient.WithQuickWorkers();

        Assert.IsType<Outcome.Refused>(await strict.Executor.RunApplicationAsync(3, strict.Terms(TimeSpan.FromTicks(1)), Token));
        Assert.IsType<Outcome.Dropped>(await Bench.Ended(late));
    }

    [Fact]
    public async Task Tensors_for_one_model_come_back_in_order_though_they_ran_apart()
    {
        using var bench = new Bench(batch: 3);
        var first = bench.Hold(1);
        var inputs = Enumerable.Range(0, 10).Select(i => new[] { Models.Tensor(i) }).ToList();
        var outcome = bench.Executor.RunTaskAsync(1, inputs, bench.Terms(), Token);
        var batch = await first.NextAsync();
        bench.Executor.Lost(Bench.Process(1));
        batch.Fail(new WorkerLostException("it died"));
        bench.Executor.Ready(Bench.Process(1), new QuickWorker(1));

        var answered = Assert.IsType<Outcome.Answered>(await Bench.Ended(outcome));

        Assert.Equal(3, batch.Size);
        Assert.Equal(inputs.Select(i => Models.Float(i[0]) * 2), answered.Tensors.Select(t => Models.Float(t[0])));
        Assert.Empty(answered.Results);
    }

    [Fact]
    public async Task Two_thousand_requests_over_unsteady_workers_all_end_and_leave_nothing()
    {
        using var bench = new Bench(processes: 2);
        foreach (var segment in bench.Layout.Segments)
        {
            for (var process = 0; process < segment.Processes; process++)
            {
                var id = Bench.Process(segment.Index, process);
                bench.Executor.Ready(id, new UnsteadyWorker(bench.Executor, id, segment.Tasks[0], seed: (1000 * segment.Index) + (100 * process)));
            }
        }

        var requests = Enumerable.Range(0, 2000).Select(i => Task.Run(() => CheckedAsync(bench, i), Token)).ToArray();
        var answered = (await Task.WhenAll(requests)).Count(a => a);

        Assert.InRange(answered, 1500, 2000);
        Assert.Equal(0, bench.Executor.RequestsInFlight);
        Assert.All(bench.Executor.QueueLengths(), q => Assert.Equal(0, q.Items));
    }

    // Every seventh client goes away, soon or late.
    private static async Task<bool> CheckedAsync(Bench bench, int i)
    {
        using var client = new CancellationTokenSource();
        var n = i % 6;
        var running = bench.RunAsync(n, client.Token);
        if (i % 7 == 0)
        {
            for (var pause = 0; pause < i % 50; pause++)
            {
                await Task.Yield();
            }

            await client.CancelAsync();
        }

        var outcome = await running;
        if (outcome is Outcome.Answered answered)
        {
            Assert.Equal(n, answered.Results.Count(r => r.Task == "double"));
            Assert.Equal(Numbers.SumOf(n), Numbers.Sum(answered.Results));
            return true;
        }

        // Of so many processes that die some take the same item with them twice.
        Assert.Contains(Assert.IsType<Outcome.Failed>(outcome).Message, (string[])["the client went away", "two processes of task split died running this request, so it is not run again", "two processes of task double died running this request, so it is not run again"]);
        return false;
    }

    [Fact]
    public async Task It_is_ready_while_every_task_has_a_live_process_and_requests_are_let_in()
    {
        using var bench = new Bench();
        Assert.False(bench.Executor.IsReady());

        bench.WithQuickWorkers();
        Assert.True(bench.Executor.IsReady());

        bench.Executor.Lost(Bench.Process(1));
        Assert.Equal((false, true, false), (bench.Executor.IsReady(), bench.Executor.IsReady(task: 0), bench.Executor.IsReady(task: 1)));

        _ = bench.Executor.Drain();
        Assert.False(bench.Executor.IsReady(task: 0));
        Assert.IsType<Outcome.Refused>(await bench.RunAsync(3));
    }

    [Fact]
    public void A_request_that_cannot_be_in_time_is_refused_before_it_is_read()
    {
        using var bench = new Bench(admission: "deadline").WithQuickWorkers();

        Assert.NotNull(bench.Executor.RefuseEarly(bench.Executor.Now, bench.Counters[0]));
        Assert.Null(bench.Executor.RefuseEarly(bench.Executor.Now + Bench.Long, bench.Counters[0]));
    }

    [Fact]
    public async Task A_requests_time_runs_from_its_arrival()
    {
        using var bench = new Bench(admission: "deadline").WithQuickWorkers();
        var longAgo = bench.Executor.Now + -Bench.Long;

        Assert.IsType<Outcome.Refused>(await Bench.Ended(bench.Executor.RunApplicationAsync(3, new RequestTerms(longAgo, Bench.Long, bench.Counters[0]), Token)));
    }
}

namespace Ml.Net.Mlp.Engine.Numerics;

/// <summary>
/// One thread of a <see cref="WorkerTeam"/>: it is offered the same job again and again, and does it unless the offer is
/// taken back first.
/// </summary>
internal sealed class TeamWorker : IDisposable
{
    private const int SpinsBeforeSleep = 10_000;
    private const int SpinsBeforeYield = 1_000;

    private readonly Action _job;
    private readonly Thread _thread;
    private readonly SemaphoreSlim _wake = new(0);

    // Even: an offer stands, and this is its number. Odd: the offer before was taken, by the worker or its owner.
    private int _offer = 1;
    private int _done;
    private int _asleep;
    private volatile bool _stop;

    public TeamWorker(string name, Action job)
    {
        _job = job;
        _thread = new Thread(Loop) { IsBackground = true, Name = name };
        _thread.Start();
    }

    /// <summary>Offers the job once more.</summary>
    public void Offer()
    {
        // The exchange is a full fence between making the offer and asking whether the worker sleeps. The worker says that
        // it sleeps and asks for an offer in the other order, so one of both sees the other.
        Interlocked.Exchange(ref _offer, _offer + 1);
        if (Volatile.Read(ref _asleep) != 0 && Interlocked.Exchange(ref _asleep, 0) != 0)
        {
            _wake.Release();
        }
    }

    /// <summary>Takes the offer back; false when the worker has begun.</summary>
    public bool TryTakeBack()
    {
        var offer = Volatile.Read(ref _offer);
        if ((offer & 1) == 0 && Interlocked.CompareExchange(ref _offer, offer + 1, offer) == offer)
        {
            Volatile.Write(ref _done, offer);
            return true;
        }

        return false;
    }

    /// <summary>Waits until the offer has been dealt with.</summary>
    public void Wait()
    {
        for (var spins = 0; Volatile.Read(ref _done) != (_offer & ~1); spins++)
        {
            if (spins < SpinsBeforeYield)
            {
                Thread.SpinWait(1);
            }
            else
            {
                Thread.Yield();
            }
        }
    }

    /// <summary>Ends the thread and waits until it has gone.</summary>
    public void Dispose()
    {
        _stop = true;
        Offer();
        _thread.Join();
        _wake.Dispose();
    }

    private void Loop()
    {
        while (true)
        {
            var offer = AwaitOffer();
            if (Interlocked.CompareExchange(ref _offer, offer + 1, offer) == offer)
            {
                if (_stop)
                {
                    return;
                }

                _job();
                Volatile.Write(ref _done, offer);
            }
        }
    }

    private int AwaitOffer()
    {
        while (true)
        {
            for (var spins = 0; spins < SpinsBeforeSleep; spins++)
            {
                var offer = Volatile.Read(ref _offer);
                if ((offer & 1) == 0)
                {
                    return offer;
                }

                Thread.SpinWait(1);
            }

            Interlocked.Exchange(ref _asleep, 1);
            if ((Volatile.Read(ref _offer) & 1) != 0 || Interlocked.Exchange(ref _asleep, 0) == 0)
            {
                _wake.Wait();
            }
        }
    }
}

using System.Runtime.ExceptionServices;

namespace DataDrivenDecisions.Engines;

/// <summary>
/// What a session has handed over and the engine is still taking in, piece after piece, on a core of its own while the next pieces are made ready. The connection serves
/// one thread at a time: whoever has another statement for it settles this first.
/// </summary>
sealed class Underway : IDisposable
{
    // The engine takes pieces in unevenly: it keeps some hundred blocks of two thousand rows and then writes them all. As many as are made ready meanwhile may wait.
    const int Waiting = 64;

    readonly Lock _door = new();
    readonly Queue<Action> _pieces = [];
    readonly SemaphoreSlim _room = new(Waiting);
    Task _work = Task.CompletedTask;
    bool _isWorking;
    ExceptionDispatchInfo? _trouble;

    /// <summary>Hands over one more piece, and waits only where too many are waiting already. What became of an earlier one is thrown here, if it failed.</summary>
    public void Send(Action piece)
    {
        _room.Wait();
        lock (_door)
        {
            if (_trouble is null)
            {
                _pieces.Enqueue(piece);
                if (!_isWorking)
                    (_isWorking, _work) = (true, Task.Run(Work));
                return;
            }
        }

        _room.Release();
        Settle();
    }

    /// <summary>Waits until the engine has taken in everything. What became of a piece that failed is thrown here, once; those behind it were not handed over.</summary>
    public void Settle()
    {
        Task work;
        lock (_door)
            work = _work;
        work.Wait();
        ExceptionDispatchInfo? trouble;
        lock (_door)
            (trouble, _trouble) = (_trouble, null);
        trouble?.Throw();
    }

    /// <summary>Waits until the engine takes nothing in any more; what became of it nobody asks, since all of it is taken back.</summary>
    public void GiveUp()
    {
        Task work;
        lock (_door)
        {
            Forget();
            work = _work;
        }

        work.Wait();
        lock (_door)
            _trouble = null;
    }

    public void Dispose()
    {
        GiveUp();
        _room.Dispose();
    }

    void Work()
    {
        while (Next() is { } piece)
        {
            try
            {
                piece();
            }
            catch (Exception failure)
            {
                Fail(failure);
            }

            _room.Release();
        }
    }

    Action? Next()
    {
        lock (_door)
        {
            if (_pieces.TryDequeue(out var piece))
                return piece;
            _isWorking = false;
            return null;
        }
    }

    void Fail(Exception failure)
    {
        lock (_door)
        {
            _trouble ??= ExceptionDispatchInfo.Capture(failure);
            Forget();
        }
    }

    // To be asked behind the door.
    void Forget()
    {
        if (_pieces.Count > 0)
            _room.Release(_pieces.Count);
        _pieces.Clear();
    }
}

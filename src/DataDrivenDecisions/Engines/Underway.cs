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

    /// <summary>Waits for the piece that the engine is taking in; what became of it nobody asks any more.</summary>
    public void Dispose()
    {
        lock (_door)
            _pieces.Clear();
        _work.Wait();
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
                GiveUp(failure);
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

    void GiveUp(Exception failure)
    {
        lock (_door)
        {
            _trouble ??= ExceptionDispatchInfo.Capture(failure);
            if (_pieces.Count > 0)
                _room.Release(_pieces.Count);
            _pieces.Clear();
        }
    }
}

/**
 * The programs of the measurement of many runs: one that prints at a rate which a file says, and a raw loop of SQLite transactions in
 * turns of one lock, which shows what the machine can do under its present load. Both are Python and measure nothing by themselves.
 *
 * @module
 */

/**
 * Prints lines with the time at which they were printed, so many a second as the file of the first argument says; ends at 0, or after 90 s.
 * It looks at the file ten times a second, and takes little of the processor for itself.
 */
export const PRINTER = `import sys, time
began = at = time.time(); n = 0; due = 0.0
while time.time() - began < 90:
  rate = float(open(sys.argv[1]).read() or 0)
  if rate == 0: break
  now = time.time(); due += rate * (now - at); at = now
  until = n + int(due); due -= int(due); at_ms = f'{time.time() * 1000:.1f}'
  sys.stdout.write(''.join(f'step {i}: loss={1 / i:.6f} printed_at={at_ms}\\n' for i in range(n + 1, until + 1))); n = until
  sys.stdout.flush(); time.sleep(0.1)
`;

/**
 * Writers of one SQLite file in a thread each, which is the same to its locks as a process each: every so many seconds one stores so many
 * bytes under a key of its own, after it got the lock of a file beside. Prints the milliseconds from the wish to store to its end, a line each.
 * Arguments: path, writers, seconds between two transactions of one, bytes, seconds in all.
 */
export const RAW_WRITERS = `import fcntl, random, sqlite3, sys, threading, time
path, writers, every, size, seconds = sys.argv[1], *map(float, sys.argv[2:])
def connect():
  database = sqlite3.connect(path, isolation_level=None, timeout=30)
  database.execute('pragma journal_mode=wal'); database.execute('pragma synchronous=full')
  return database
connect().execute('create table kv (k primary key, v)')
until = time.time() + seconds
def write(number):
  database, lock, times = connect(), open(path + '-turns', 'w'), []
  time.sleep(random.random() * every)
  while time.time() < until:
    began = time.time()
    fcntl.flock(lock, fcntl.LOCK_EX)
    database.execute('insert or replace into kv values (?, ?)', (number, bytes(int(size))))
    fcntl.flock(lock, fcntl.LOCK_UN)
    times.append(time.time() - began); time.sleep(max(every - times[-1], 0))
  all_times.extend(times)
all_times = []
threads = [threading.Thread(target=write, args=(number,)) for number in range(int(writers))]
[each.start() for each in threads]; [each.join() for each in threads]
print(*(f'{1000 * each:.3f}' for each in all_times), sep='\\n')
`;

// Hosts share one machine; many tests wait for a clock or a server, so three at a time keep two cores busy.
[assembly: CollectionBehavior(MaxParallelThreads = 3)]

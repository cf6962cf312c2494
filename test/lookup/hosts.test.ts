import { Hosts } from '../../nodes/NumberLookup/lookup/hosts';

const nobody: ReadonlySet<number> = new Set();

function silence(hosts: Hosts, index: number, requests = 10): void {
	for (let count = 0; count < requests; count++) hosts.note(index, 'unheard');
}

describe('the hosts of an account', () => {
	it('are all asked before a request has found nobody, also where others move on meanwhile', () => {
		const hosts = new Hosts(['a:1', 'b:1']);
		hosts.leave(0);
		// Another request lost its connection at the second.
		hosts.leave(1);
		expect(hosts.next(nobody)).toBe(0);
		expect(hosts.next(new Set([0]))).toBe(1);
		expect(hosts.next(new Set([0, 1]))).toBeNull();
	});

	it('move on once for requests that failed together', () => {
		const hosts = new Hosts(['a:1', 'b:1', 'c:1']);
		for (let count = 0; count < 3; count++) hosts.leave(0);
		expect(hosts.next(nobody)).toBe(1);
	});

	it('are not gone back to where they are silent', () => {
		const hosts = new Hosts(['a:1', 'b:1']);
		silence(hosts, 0);
		hosts.leave(0);
		hosts.note(1, 'unheard');
		hosts.leave(1);
		expect(hosts.next(nobody)).toBe(1);
		hosts.note(1, 'refused');
		hosts.leave(1);
		expect(hosts.next(nobody)).toBe(0);
	});

	it('are all gone when each is silent or refuses, and one of them alone when it was silent ten times', () => {
		const hosts = new Hosts(['a:1', 'b:1']);
		silence(hosts, 0, 30);
		expect(hosts.allGone).toBe(false);
		hosts.note(1, 'refused');
		expect(hosts.allGone).toBe(true);
		silence(hosts, 1, 9);
		expect(hosts.allGone).toBe(false);
		silence(hosts, 1, 1);
		expect(hosts.allGone).toBe(true);
		expect(hosts.silence).toBe('10 requests in a row to a:1 and to b:1 got no answer');
	});

	it('are never gone where one has answered', () => {
		const hosts = new Hosts(['a:1']);
		hosts.note(0, 'heard');
		silence(hosts, 0, 30);
		hosts.note(0, 'refused');
		expect(hosts.allGone).toBe(false);
	});
});

import type { ICredentialType, INodeProperties } from 'n8n-workflow';

export class ProbeUntestedApi implements ICredentialType {
	name = 'probeUntestedApi';

	displayName = 'Probe Untested API';

	properties: INodeProperties[] = [];
}

"""The same network, on minibatches, and watched while it learns."""

import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

torch.manual_seed(0)
points = 2 * torch.rand(200, 2) - 1
labels = (points.norm(dim=1) < 0.7).long()
training = TensorDataset(points[:150], labels[:150])
batches = DataLoader(training, batch_size=25, shuffle=True)

network = nn.Sequential(nn.Linear(2, 4), nn.Tanh(), nn.Linear(4, 2))
loss_function = nn.CrossEntropyLoss()
optimizer = torch.optim.Adam(network.parameters(), lr=0.05)

for epoch in range(1, 31):
    for inputs, targets in batches:
        loss = loss_function(network(inputs), targets)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    if epoch % 10 == 0:
        with torch.no_grad():
            held_out = loss_function(network(points[150:]), labels[150:])
        print(f"epoch {epoch}: held out {held_out:.2f}")
